// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jkeepalived.daemon.logging.DaemonLog;
import org.jkeepalived.posix.CurrentProcess;

/** One who asks: lines come in, each is answered by a line, one after another. */
final class ControlConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int LONGEST_REQUEST = 4_096;
    private static final int ROOT = 0;

    private final ControlHandler handler;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Queue<String> requests = new ArrayDeque<>();
    private boolean answering;
    private boolean deaf;
    private boolean inputEnded;

    ControlConnection(ControlHandler handler) {
        this.handler = handler;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws IOException {
        int user =
                ((EpollDomainSocketChannel) context.channel()).peerCredentials().uid();
        if (user != ROOT && user != CurrentProcess.effectiveUser()) {
            deaf = true;
            send(context, ControlAnswer.error(ControlExit.NO_PERMISSION, "user " + user + " may not ask the daemon"));
            close(context);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable() && !deaf) {
            byte next = bytes.readByte();
            if (next == '\n') {
                requests.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() == LONGEST_REQUEST) {
                // What follows is read and forgotten: to hang up on it would take the answer along.
                deaf = true;
                send(context, ControlAnswer.error(ControlExit.USAGE, "the request is too long"));
            } else {
                line.write(next);
            }
        }
        answerNext(context);
    }

    private void answerNext(ChannelHandlerContext context) {
        if (answering) {
            return;
        }
        String request = requests.poll();
        if (request != null) {
            answering = true;
            answer(request, context.executor())
                    .exceptionally(failure -> ControlAnswer.error(ControlExit.FAILURE, failure.toString()))
                    .thenAcceptAsync(answer -> answered(context, answer), context.executor());
        } else if (inputEnded) {
            close(context);
        }
    }

    /** When all that was said has gone out. */
    private static void close(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void answered(ChannelHandlerContext context, String answer) {
        answering = false;
        send(context, answer);
        answerNext(context);
    }

    /** @param here where answers are put into words: not on the loop, which gives them */
    private CompletionStage<String> answer(String line, Executor here) {
        try {
            var request = ControlRequest.parse(line);
            return switch (request.kind()) {
                case STATUS ->
                    handler.status().thenApplyAsync(status -> ControlAnswer.of(status, request.text()), here);
                case RELOAD ->
                    (request.dryRun() ? handler.planReload() : handler.reload(request.untilSettled()))
                            .thenApplyAsync(outcome -> ControlAnswer.of(outcome, request.text()), here);
            };
        } catch (IOException mistake) {
            return CompletableFuture.completedStage(ControlAnswer.error(ControlExit.USAGE, mistake.getMessage()));
        }
    }

    private static void send(ChannelHandlerContext context, String answer) {
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Such as {@code echo '{"request":"status"}' | nc -U} has it: no more comes, but the answer is waited for. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            answerNext(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        DaemonLog.parent().debug("Control connection closed: {}", cause.getMessage());
        close(context);
    }
}
