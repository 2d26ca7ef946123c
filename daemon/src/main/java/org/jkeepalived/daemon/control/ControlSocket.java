// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The daemon's end of the control socket. It has a thread of its own: to read and write JSON takes its time, above all
 * the first time, when the classes for it are loaded, and that time is not the VRRP loop's.
 */
public final class ControlSocket implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final MultiThreadIoEventLoopGroup group;
    private final Channel server;

    private ControlSocket(MultiThreadIoEventLoopGroup group, Channel server) {
        this.group = group;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param path of the socket; one that a daemon has left behind is replaced
     * @throws IOException if the socket cannot be made there, or something else is in its place
     */
    public static ControlSocket open(Path path, ControlHandler handler) throws IOException {
        makeWay(path);
        var group = new MultiThreadIoEventLoopGroup(
                1, (ThreadFactory) task -> new Thread(task, "control"), EpollIoHandler.newFactory());
        boolean open = false;
        try {
            var bound = new ServerBootstrap()
                    .group(group)
                    .channel(EpollServerDomainSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .childHandler(new ChannelInitializer<EpollDomainSocketChannel>() {
                        @Override
                        protected void initChannel(EpollDomainSocketChannel channel) {
                            channel.pipeline().addLast(new ControlConnection(handler));
                        }
                    })
                    .bind(new DomainSocketAddress(path.toFile()))
                    .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(path + ": " + bound.cause().getMessage(), bound.cause());
            }
            var socket = new ControlSocket(group, bound.channel());
            // Who may ask is decided by the kernel's word for who does; this only spares others the attempt.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            open = true;
            return socket;
        } finally {
            if (!open) {
                end(group);
            }
        }
    }

    private static void end(MultiThreadIoEventLoopGroup group) {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Removes what a daemon has left behind that was killed. */
    private static void makeWay(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw new IOException(path + " is no socket");
            }
            if (ControlClient.answers(path)) {
                throw new IOException("another daemon listens at " + path);
            }
            Files.delete(path);
        }
    }

    /** Closes all connections and removes the socket. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        end(group);
    }
}
