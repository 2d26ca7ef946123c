// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.AddressMessages;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.link.LinkMessages;
import org.jkeepalived.netlink.message.Acknowledgement;
import org.jkeepalived.netlink.message.Decoded;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.netlink.message.MessageFlags;
import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;
import org.jkeepalived.netlink.message.MessageWriter;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.ReceiveBatch;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketOption;

/**
 * Knows the links and addresses of a network namespace, and tells a {@link NetlinkListener} what changes.
 *
 * <p>One socket receives the kernel's notifications and the answers to dumps. {@link #start} dumps once and waits for it;
 * from then on everything happens in {@link #onReadable()}, which never waits. When the kernel had to drop notifications,
 * the monitor enlarges its buffer, dumps again and reports the difference as ordinary events; {@link #audit()} does the
 * same without an incident, to find what was lost without notice, or what the dump before could not say
 * ({@link #isComplete()}).
 *
 * <p>For one thread. The listener may read the monitor, but not call {@link #onReadable()}.
 */
public final class NetlinkMonitor implements KernelView, AutoCloseable {
    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
    public static final int DEFAULT_MAXIMUM_RECEIVE_BUFFER_BYTES = 64 * 1024 * 1024;

    // RTNLGRP_* of linux/rtnetlink.h.
    private static final int GROUP_LINK = 1;
    private static final int GROUP_IPV4_ADDRESS = 5;
    private static final int GROUP_IPV6_ADDRESS = 9;

    /** The kernel makes the answers to a dump as large as it was offered room for. */
    private static final int SLOT_BYTES = 16 * 1024;

    private static final int SLOTS = 8;

    /** A turn of the event loop ends behind these, so that a flood or a large dump does not hold up everything else. */
    private static final int MESSAGES_PER_TURN = 128;

    /** A table that changes faster than it can be dumped is left to its notifications and the next audit. */
    private static final int MAXIMUM_INTERRUPTIONS = 10;

    /** Dumps that the kernel refuses in a row before that is reported and left to the next audit. */
    private static final int MAXIMUM_FAILURES = 3;

    private static final long DUMP_PATIENCE_NANOS = 30_000_000_000L;

    private final Socket socket;
    private final int port;
    private final int maximumReceiveBufferBytes;
    private int receiveBufferBytes;
    private final ReceiveBatch received = new ReceiveBatch(SLOTS, SLOT_BYTES);
    private final MessageReader reader = new MessageReader();
    private final NativeMemory requestMemory = NativeMemory.allocate(256);
    private final KernelState state = new KernelState();
    private NetlinkListener listener = new SilentListener();

    private DumpPhase phase = DumpPhase.NONE;
    private int dumpSequence;
    private long dumpBeganNanos;
    private int interruptions;
    private int failures;
    private boolean dumpInterrupted;
    private boolean dumpMalformed;
    private boolean dumpWanted;
    private boolean complete = true;
    private boolean overrun;
    private int messagesInTurn;

    /** Which table is being dumped. */
    private enum DumpPhase {
        NONE,
        LINKS,
        ADDRESSES
    }

    private NetlinkMonitor(Socket socket, int receiveBufferBytes, int maximumReceiveBufferBytes) throws PosixException {
        this.socket = socket;
        this.maximumReceiveBufferBytes = maximumReceiveBufferBytes;
        this.receiveBufferBytes = requestReceiveBuffer(receiveBufferBytes);
        port = socket.netlinkPort();
        for (int group : new int[] {GROUP_LINK, GROUP_IPV4_ADDRESS, GROUP_IPV6_ADDRESS}) {
            socket.setOption(SocketOption.NETLINK_ADD_MEMBERSHIP, group);
        }
    }

    /** Opens a monitor with default sizes for the calling thread's network namespace. */
    public static NetlinkMonitor open() throws PosixException {
        return open(DEFAULT_RECEIVE_BUFFER_BYTES, DEFAULT_MAXIMUM_RECEIVE_BUFFER_BYTES);
    }

    /**
     * Opens a monitor for the calling thread's network namespace.
     *
     * @param receiveBufferBytes how large the receive buffer is at first; a notification takes about 1 to 3 KiB of it
     * @param maximumReceiveBufferBytes up to which it is doubled by each overrun
     */
    public static NetlinkMonitor open(int receiveBufferBytes, int maximumReceiveBufferBytes) throws PosixException {
        var socket = NetlinkSocket.open();
        try {
            return new NetlinkMonitor(socket, receiveBufferBytes, maximumReceiveBufferBytes);
        } catch (PosixException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * The links of the calling thread's network namespace as they are now.
     *
     * @throws PosixException also {@link Errno#ETIMEDOUT}
     */
    public static Collection<Link> linksNow(Duration timeout) throws PosixException {
        try (var monitor = open()) {
            monitor.start(new SilentListener(), timeout);
            return monitor.links();
        }
    }

    /**
     * Learns the present state, waiting for it, and reports to the listener what changes from then on. The present state is
     * not reported: read {@link #links()} and {@link #addresses(int)}.
     *
     * @throws PosixException {@link Errno#ETIMEDOUT} if the kernel does not answer in time
     */
    public void start(NetlinkListener newListener, Duration timeout) throws PosixException {
        var silent = new SilentListener();
        listener = silent;
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        audit();
        while (phase != DumpPhase.NONE || dumpWanted) {
            if (!socket.awaitReadable(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())))) {
                throw new PosixException("netlink dump", Errno.ETIMEDOUT, "");
            }
            onReadable();
        }
        if (silent.failure != null) {
            throw new PosixException("netlink dump", silent.failure, "");
        }
        listener = newListener;
    }

    /** Readable when there is something to do for {@link #onReadable()}. */
    public Descriptor descriptor() {
        return socket;
    }

    @Override
    public Link link(int ifIndex) {
        return state.link(ifIndex);
    }

    @Override
    public Link link(String name) {
        return state.link(name);
    }

    @Override
    public Collection<Link> links() {
        return state.links();
    }

    @Override
    public List<InterfaceAddress> addresses(int ifIndex) {
        return state.addresses(ifIndex);
    }

    @Override
    public InterfaceAddress findAddress(int ifIndex, Predicate<InterfaceAddress> wanted) {
        return state.findAddress(ifIndex, wanted);
    }

    @Override
    public InterfaceAddress address(AddressKey key) {
        return state.address(key);
    }

    /** How large the receive buffer is; it grows with each overrun, as far as the kernel lets it. */
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** Whether a dump is running, so that the state may still have to be corrected. */
    public boolean isDumping() {
        return phase != DumpPhase.NONE || dumpWanted;
    }

    /**
     * Whether the latest dump said all. After one that failed, or that the kernel's tables changed under again and again,
     * something may be believed to exist that is gone: the caller should {@link #audit()} before long.
     */
    public boolean isComplete() {
        return complete;
    }

    /** How often the kernel's tables changed under the latest dump, so that it had to be repeated. */
    int interruptions() {
        return interruptions;
    }

    /**
     * Dumps again, to find changes that were missed. Returns at once; the answers come by {@link #onReadable()}. A dump that
     * the kernel has left unanswered for half a minute is given up and reported.
     */
    public void audit() {
        if (phase != DumpPhase.NONE && System.nanoTime() - dumpBeganNanos > DUMP_PATIENCE_NANOS) {
            failures = MAXIMUM_FAILURES;
            fail(Errno.ETIMEDOUT, "the dump before is not answered");
        }
        dumpWanted = true;
        beginDumpIfWanted();
    }

    /**
     * Takes what the kernel sent, up to a bounded number of messages.
     *
     * @return whether more may wait; the descriptor is then still readable
     * @throws PosixException if the socket itself fails
     */
    public boolean onReadable() throws PosixException {
        messagesInTurn = 0;
        while (messagesInTurn < MESSAGES_PER_TURN) {
            int count = received.receive(socket);
            if (count == 0) {
                // Only now: while the buffer is full the kernel could not answer.
                beginDumpIfWanted();
                return false;
            }
            if (Errno.ENOBUFS.is(count)) {
                onOverrun();
                messagesInTurn++;
            } else if (count < 0) {
                throw new PosixException("recvmmsg", Errno.of(count), "netlink monitor");
            } else {
                for (int slot = 0; slot < count; slot++) {
                    onDatagram(slot);
                }
            }
        }
        if (!socket.awaitReadable(Duration.ZERO)) {
            // The last message of the turn was the last that waited: nothing would call this again.
            beginDumpIfWanted();
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void onOverrun() {
        dumpWanted = true;
        int before = receiveBufferBytes;
        int doubled = (int) Math.min(2L * before, Math.max(before, maximumReceiveBufferBytes));
        try {
            receiveBufferBytes = requestReceiveBuffer(doubled);
        } catch (PosixException refused) {
            // It stays as it is; the listener sees that it did not grow.
        }
        if (!overrun) {
            overrun = true;
            listener.overrun(before, receiveBufferBytes);
        }
    }

    /** Returns what was granted, by the measure of what is asked for: the kernel reports twice as much. */
    private int requestReceiveBuffer(int bytes) throws PosixException {
        return socket.requestReceiveBuffer(bytes) / 2;
    }

    private void onDatagram(int slot) {
        if (received.truncated(slot)) {
            var payload = received.payload(slot);
            onMalformed(new MessageFault(MessageFault.Kind.TRUNCATED_DATAGRAM, 0, 0, payload.limit()));
            return;
        }
        reader.over(received.payload(slot));
        while (reader.next()) {
            messagesInTurn++;
            onMessage();
        }
        if (reader.fault() != null) {
            onMalformed(reader.fault());
        }
    }

    private void onMalformed(MessageFault fault) {
        // Whatever it was about may exist: the running dump must not conclude that it does not.
        dumpMalformed = true;
        listener.malformed(fault);
    }

    private void onMessage() {
        boolean answer = phase != DumpPhase.NONE && reader.sequence() == dumpSequence && reader.port() == port;
        if (answer && reader.has(MessageFlags.MULTI) && reader.has(MessageFlags.DUMP_INTERRUPTED)) {
            dumpInterrupted = true;
        }
        switch (reader.type()) {
            case MessageType.RTM_NEWLINK, MessageType.RTM_DELLINK -> onLink(answer);
            case MessageType.RTM_NEWADDR, MessageType.RTM_DELADDR -> onAddress(answer);
            case MessageType.NLMSG_DONE, MessageType.NLMSG_ERROR -> {
                if (answer) {
                    onDumpEnd();
                }
            }
            default -> {
                // Nothing else was subscribed to.
            }
        }
    }

    private void onLink(boolean answer) {
        if (!LinkMessages.concernsLink(reader)) {
            return;
        }
        switch (LinkMessages.decode(reader)) {
            case Decoded.Rejected<Link>(var fault) -> onMalformed(fault);
            case Decoded.Accepted<Link>(var link) -> {
                if (reader.type() == MessageType.RTM_DELLINK) {
                    state.linkDeletionNotified(link.index(), listener);
                } else if (answer) {
                    state.linkDumped(link, listener);
                } else {
                    state.linkNotified(link, listener);
                }
            }
        }
    }

    private void onAddress(boolean answer) {
        if (!AddressMessages.concernsInternetAddress(reader)) {
            return;
        }
        switch (AddressMessages.decode(reader)) {
            case Decoded.Rejected<InterfaceAddress>(var fault) -> onMalformed(fault);
            case Decoded.Accepted<InterfaceAddress>(var address) -> {
                if (reader.type() == MessageType.RTM_DELADDR) {
                    state.addressDeletionNotified(address, listener);
                } else if (answer) {
                    state.addressDumped(address, listener);
                } else {
                    state.addressNotified(address, listener);
                }
            }
        }
    }

    private void beginDumpIfWanted() {
        if (dumpWanted && phase == DumpPhase.NONE) {
            dumpWanted = false;
            interruptions = 0;
            begin(DumpPhase.LINKS);
        }
    }

    private void begin(DumpPhase next) {
        phase = next;
        dumpInterrupted = false;
        dumpMalformed = false;
        dumpSequence++;
        dumpBeganNanos = System.nanoTime();
        state.dumpBegins();
        requestMemory.bytes().clear();
        var writer = new MessageWriter(requestMemory.bytes());
        if (next == DumpPhase.LINKS) {
            LinkMessages.writeDump(writer, dumpSequence);
        } else {
            AddressMessages.writeDump(writer, dumpSequence);
        }
        int sent = socket.send(requestMemory, 0, writer.length());
        if (sent < 0) {
            fail(Errno.of(sent), "not sent");
        }
    }

    private void onDumpEnd() {
        if (Acknowledgement.decode(reader) instanceof Decoded.Accepted<Acknowledgement>(var end) && end.error() != 0) {
            fail(Errno.of(end.error()), end.text());
            return;
        }
        if (dumpInterrupted && ++interruptions <= MAXIMUM_INTERRUPTIONS) {
            begin(phase);
            return;
        }
        // Otherwise what was heard is true, but what was not heard of may exist all the same.
        boolean heardAll = !dumpInterrupted && !dumpMalformed;
        if (phase == DumpPhase.LINKS) {
            complete = heardAll;
            if (heardAll) {
                state.forgetLinksNotHeardOf(listener);
            }
            begin(DumpPhase.ADDRESSES);
            return;
        }
        complete &= heardAll;
        if (heardAll) {
            state.forgetAddressesNotHeardOf(listener);
        }
        phase = DumpPhase.NONE;
        state.dumpEnds();
        failures = 0;
        if (overrun && complete && !dumpWanted) {
            overrun = false;
            listener.synchronizedAgain();
        }
    }

    private void fail(Errno errno, String text) {
        phase = DumpPhase.NONE;
        state.dumpEnds();
        if (++failures < MAXIMUM_FAILURES) {
            dumpWanted = true;
        } else {
            failures = 0;
            complete = false;
            listener.dumpFailed(errno, text);
        }
    }
}
