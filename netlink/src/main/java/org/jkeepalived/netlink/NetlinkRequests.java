// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.netlink.message.Acknowledgement;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;
import org.jkeepalived.netlink.message.MessageWriter;
import org.jkeepalived.netlink.message.NetlinkRequest;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.Socket;

/**
 * Asks the kernel for changes: many requests in one system call, each answered to its own {@link Completion}.
 *
 * <p>{@link #submit} only queues. {@link #flush()} sends the first batch; its acknowledgements make {@link #descriptor()}
 * readable, and {@link #onReadable()} delivers them and sends the next batch, so that the event loop serves others between
 * two batches. The kernel executes a batch within the sending call: that call lasts as long as the changes take.
 *
 * <p>Requests are executed and completed in the order in which they were submitted. For one thread; nothing here waits
 * but {@link #execute}.
 */
public final class NetlinkRequests implements AutoCloseable {
    /**
     * Some hundred addresses. Larger batches were measured to be hardly faster in sum (10 microseconds an address, 50 where
     * thousands are on one link), but hold up the loop for longer.
     */
    public static final int DEFAULT_BATCH_BYTES = 8 * 1024;

    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    /**
     * What an acknowledgement takes of the receive buffer, the kernel's bookkeeping included: Linux 6.18 was measured to
     * count 832 bytes, with a text or without. The rest is for kernels that round differently.
     */
    private static final int ACKNOWLEDGEMENT_BYTES = 2048;

    /** A batch that took longer makes the next one half as large, one that took a quarter of it twice as large. */
    private static final long BATCH_NANOS = 4_000_000;

    private static final int SLOTS = 64;
    private static final int SLOT_BYTES = 8 * 1024;

    private final Socket socket;
    private final NativeMemory sendMemory;
    private final MessageWriter writer;
    private final ReceiveBatch received = new ReceiveBatch(SLOTS, SLOT_BYTES);
    private final MessageReader reader = new MessageReader();
    private final int window;
    private final ArrayDeque<Waiting> queued = new ArrayDeque<>();
    private final ArrayDeque<Sent> unanswered = new ArrayDeque<>();
    private int lastSequence;
    private int batchRequests;
    private boolean acknowledgementsLost;
    private boolean busy;

    /** Told what became of one request. */
    @FunctionalInterface
    public interface Completion {
        void completed(Outcome outcome);
    }

    private record Waiting(NetlinkRequest request, Completion completion) {}

    private record Sent(int sequence, Completion completion) {}

    private NetlinkRequests(Socket socket, int batchBytes, int receiveBufferBytes) throws PosixException {
        this.socket = socket;
        sendMemory = NativeMemory.allocate(batchBytes);
        writer = new MessageWriter(sendMemory.bytes());
        // The kernel refuses a message that comes within 32 bytes of the send buffer.
        socket.requestSendBuffer(batchBytes + 64);
        window = Math.max(1, socket.requestReceiveBuffer(receiveBufferBytes) / ACKNOWLEDGEMENT_BYTES);
        batchRequests = window;
    }

    /** Opens a channel with default sizes in the calling thread's network namespace. */
    public static NetlinkRequests open() throws PosixException {
        return open(DEFAULT_BATCH_BYTES, DEFAULT_RECEIVE_BUFFER_BYTES);
    }

    /**
     * Opens a channel in the calling thread's network namespace.
     *
     * @param batchBytes the most bytes to send at once, at least {@link NetlinkRequest#MAXIMUM_BYTES}
     * @param receiveBufferBytes bounds how many acknowledgements may be outstanding
     */
    public static NetlinkRequests open(int batchBytes, int receiveBufferBytes) throws PosixException {
        if (batchBytes < NetlinkRequest.MAXIMUM_BYTES) {
            throw new IllegalArgumentException("a batch of " + batchBytes + " bytes does not hold every request");
        }
        var socket = NetlinkSocket.open();
        try {
            return new NetlinkRequests(socket, batchBytes, receiveBufferBytes);
        } catch (PosixException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Readable when acknowledgements wait. */
    public Descriptor descriptor() {
        return socket;
    }

    /** Queues a request; its completion is called from {@link #flush()} or {@link #onReadable()}, never from here. */
    public void submit(NetlinkRequest request, Completion completion) {
        queued.add(new Waiting(request, completion));
    }

    /** Requests that are not completed. */
    public int pending() {
        return queued.size() + unanswered.size();
    }

    /** Sends what is queued, at most one batch; the rest follows from {@link #onReadable()}. */
    public void flush() {
        // A completion may call this: the calls that led to it send on when it returns.
        if (!busy) {
            busy = true;
            try {
                sendBatch();
            } finally {
                busy = false;
            }
        }
    }

    /**
     * Delivers what the kernel has answered, then sends the next batch.
     *
     * @throws PosixException if the socket itself fails
     */
    public void onReadable() throws PosixException {
        if (busy) {
            throw new IllegalStateException("called from a completion");
        }
        busy = true;
        try {
            receiveAcknowledgements();
            sendBatch();
        } finally {
            busy = false;
        }
    }

    /**
     * Executes requests and waits for all answers, in the order of the requests. For start-up and tests, not for the event
     * loop.
     *
     * @throws PosixException {@link Errno#ETIMEDOUT} if the kernel has not answered in time
     */
    public List<Outcome> execute(List<? extends NetlinkRequest> requests, Duration timeout) throws PosixException {
        var outcomes = new ArrayList<Outcome>(requests.size());
        for (var request : requests) {
            submit(request, outcomes::add);
        }
        flush();
        while (outcomes.size() < requests.size()) {
            if (!socket.awaitReadable(timeout)) {
                throw new PosixException("netlink request", Errno.ETIMEDOUT, "");
            }
            onReadable();
        }
        return outcomes;
    }

    /** As {@link #execute(List, Duration)} for one request, for at most ten seconds. */
    public Outcome execute(NetlinkRequest request) throws PosixException {
        return execute(List.of(request), Duration.ofSeconds(10)).getFirst();
    }

    /** Sends only when nothing waits for its answer: the kernel has executed the batch before, and others had their turn. */
    private void sendBatch() {
        while (!queued.isEmpty() && unanswered.isEmpty()) {
            writer.clear();
            int count = 0;
            while (!queued.isEmpty() && count < batchRequests && writer.remaining() >= NetlinkRequest.MAXIMUM_BYTES) {
                var waiting = queued.remove();
                waiting.request.write(writer, ++lastSequence);
                unanswered.add(new Sent(lastSequence, waiting.completion));
                count++;
            }
            long beganNanos = System.nanoTime();
            int sent = socket.send(sendMemory, 0, writer.length());
            if (sent >= 0) {
                adaptBatch(count, System.nanoTime() - beganNanos);
                return;
            }
            // The kernel takes all or nothing: these were not executed, the next batch may still be.
            refuseLast(count, new Outcome.Refused(Errno.of(sent), "not sent"));
        }
    }

    /** Where thousands of addresses are on one link, or another process holds the kernel's lock, a request takes longer. */
    private void adaptBatch(int count, long nanos) {
        if (nanos > BATCH_NANOS) {
            batchRequests = Math.max(1, count / 2);
        } else if (nanos < BATCH_NANOS / 4) {
            batchRequests = Math.min(window, batchRequests * 2);
        }
    }

    private void refuseLast(int count, Outcome outcome) {
        var refused = new ArrayDeque<Sent>();
        for (int i = 0; i < count; i++) {
            refused.addFirst(unanswered.removeLast());
        }
        for (var sent : refused) {
            sent.completion.completed(outcome);
        }
    }

    private void receiveAcknowledgements() throws PosixException {
        while (true) {
            int count = received.receive(socket);
            if (count == 0) {
                break;
            }
            if (Errno.ENOBUFS.is(count)) {
                acknowledgementsLost = true;
                continue;
            }
            if (count < 0) {
                throw new PosixException("recvmmsg", Errno.of(count), "netlink requests");
            }
            for (int slot = 0; slot < count; slot++) {
                reader.over(received.payload(slot));
                while (reader.next()) {
                    if (reader.type() == MessageType.NLMSG_ERROR) {
                        acknowledge();
                    }
                }
            }
        }
        if (acknowledgementsLost) {
            // The kernel executes within send: with the queue drained, nothing unanswered can still be answered.
            acknowledgementsLost = false;
            loseBefore(lastSequence + 1);
        }
    }

    private void acknowledge() {
        int sequence = reader.sequence();
        if (unanswered.isEmpty()
                || sequence - unanswered.getFirst().sequence < 0
                || sequence - unanswered.getLast().sequence > 0) {
            return;
        }
        var outcome = switch (Acknowledgement.decode(reader)) {
            case Decoded.Accepted<Acknowledgement>(var answer) ->
                answer.error() == 0 ? new Outcome.Done() : new Outcome.Refused(Errno.of(answer.error()), answer.text());
            case Decoded.Rejected<Acknowledgement> _ -> new Outcome.Lost();
        };
        // Answers come in order: those before it that are still missing are lost.
        loseBefore(sequence);
        unanswered.remove().completion.completed(outcome);
    }

    private void loseBefore(int sequence) {
        while (!unanswered.isEmpty() && unanswered.getFirst().sequence - sequence < 0) {
            unanswered.remove().completion.completed(new Outcome.Lost());
        }
    }

    /** Closes the socket; requests that are not completed never will be. */
    @Override
    public void close() {
        socket.close();
    }
}
