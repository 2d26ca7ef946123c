// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.InterfaceWatch;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.KernelState;
import org.jkeepalived.netlink.KernelView;
import org.jkeepalived.netlink.NetlinkListener;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.slf4j.Logger;

/**
 * The two netlink sockets of one daemon: requests and their answers, and the news, which may be lost or come twice. What
 * {@code KernelLink} does with the real ones is done here in short.
 */
final class SimulatedNetlink implements AddressReconciler.Kernel {
    private static final long AUDIT_NANOS = 60 * World.SECOND;

    @FunctionalInterface
    private interface News {
        void tell(KernelState state, NetlinkListener listener);
    }

    /** What the kernel answers to one piece of a dump; news that come between the pieces are newer. */
    private enum Dump {
        NONE,
        LINKS,
        ADDRESSES
    }

    private record Answer(AddressReconciler.Outcome outcome, Optional<String> refusal) {}

    private final Machine machine;
    private final SimulatedKernel kernel;
    private final MachineTimers timers;
    private final KernelState state = new KernelState();
    private final InterfaceWatch watch;
    private final ArrayDeque<News> news = new ArrayDeque<>();
    private final List<Runnable> requests = new ArrayList<>();
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private final Timer auditTimer = new Timer(this::audit);

    private Runnable readAnewListener = () -> {};
    private Dump dump = Dump.NONE;
    private boolean dumpWanted;
    private boolean overrun;
    private int silentlyLost;
    private boolean repeating;
    private boolean incomplete;
    private boolean lostDuringDump;

    SimulatedNetlink(Machine machine, MachineTimers timers, Logger log) {
        this.machine = machine;
        this.timers = timers;
        kernel = machine.kernel();
        watch = new InterfaceWatch(timers, state, _ -> false, log);
        kernel.links().forEach(link -> state.linkNotified(link, watch));
        kernel.addresses().forEach(address -> state.addressNotified(address, watch));
        watch.tellChanges();
        kernel.connect(this);
        timers.arm(auditTimer, timers.nowNanos() + AUDIT_NANOS);
    }

    KernelView view() {
        return state;
    }

    void whenReadAnew(Runnable listener) {
        readAnewListener = listener;
    }

    InterfaceWatch watch() {
        return watch;
    }

    private void audit(long nowNanos) {
        dumpWanted = true;
        machine.soon();
        timers.arm(auditTimer, nowNanos + AUDIT_NANOS);
    }

    // --- Faults ------------------------------------------------------------------------------------------------------

    /** The receive buffer is full: what waits there is read, what comes until then is lost, and the loss is reported. */
    void overrun() {
        overrun = true;
        machine.soon();
    }

    /** The next so many news are lost, and nobody says so. */
    void loseSilently(int count) {
        silentlyLost = count;
    }

    /** Each piece of news comes twice from now on. */
    void repeat() {
        repeating = true;
    }

    /** Whether all that the kernel has said has been taken in, and nothing of it was lost. */
    boolean isCurrent() {
        return news.isEmpty()
                && answers.isEmpty()
                && requests.isEmpty()
                && dump == Dump.NONE
                && !dumpWanted
                && !overrun
                && !incomplete;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    // --- From the kernel ---------------------------------------------------------------------------------------------

    void linkReported(Link link) {
        report((to, listener) -> to.linkNotified(link, listener));
    }

    void linkRemoved(int interfaceIndex) {
        report((to, listener) -> to.linkDeletionNotified(interfaceIndex, listener));
    }

    void addressReported(InterfaceAddress address) {
        report((to, listener) -> to.addressNotified(address, listener));
    }

    void addressRemoved(InterfaceAddress address) {
        report((to, listener) -> to.addressDeletionNotified(address, listener));
    }

    private void report(News piece) {
        if (overrun || silentlyLost > 0) {
            silentlyLost = Math.max(0, silentlyLost - 1);
            incomplete = true;
            lostDuringDump = true;
            return;
        }
        news.add(piece);
        if (repeating) {
            news.add(piece);
        }
        machine.soon();
    }

    /** Reads both sockets, as far as something waits. */
    void read() {
        while (!answers.isEmpty()) {
            Answer answer = answers.poll();
            answer.outcome.settled(answer.refusal);
        }
        refresh();
    }

    boolean isReadable() {
        return !news.isEmpty() || !answers.isEmpty() || overrun || dumpWanted || dump != Dump.NONE;
    }

    // --- AddressReconciler.Kernel ------------------------------------------------------------------------------------

    @Override
    public boolean refresh() {
        while (!news.isEmpty()) {
            news.poll().tell(state, watch);
        }
        if (overrun) {
            overrun = false;
            dumpWanted = true;
            watch.overrun(212_992, 425_984);
        }
        advanceDump();
        watch.tellChanges();
        return dump == Dump.NONE && !dumpWanted;
    }

    private void advanceDump() {
        switch (dump) {
            case NONE -> {
                if (dumpWanted) {
                    dumpWanted = false;
                    lostDuringDump = false;
                    state.dumpBegins();
                    dump = Dump.LINKS;
                    machine.soon();
                }
            }
            case LINKS -> {
                kernel.links().forEach(link -> state.linkDumped(link, watch));
                state.forgetLinksNotHeardOf(watch);
                state.dumpEnds();
                state.dumpBegins();
                dump = Dump.ADDRESSES;
                machine.soon();
            }
            case ADDRESSES -> {
                kernel.addresses().forEach(address -> state.addressDumped(address, watch));
                state.forgetAddressesNotHeardOf(watch);
                state.dumpEnds();
                dump = Dump.NONE;
                incomplete = lostDuringDump;
                readAnewListener.run();
                if (dumpWanted) {
                    machine.soon();
                }
            }
        }
    }

    @Override
    public boolean has(AddressKey key) {
        return state.address(key) != null;
    }

    @Override
    public void add(InterfaceAddress address, AddressReconciler.Outcome outcome) {
        requests.add(() -> {
            boolean added = kernel.add(address);
            answers.add(new Answer(outcome, added ? Optional.empty() : Optional.of("No such device")));
        });
    }

    @Override
    public void remove(InterfaceAddress address, AddressReconciler.Outcome outcome) {
        requests.add(() -> {
            machine.removes(address.key());
            kernel.remove(address.key());
            answers.add(new Answer(outcome, Optional.empty()));
        });
    }

    /** Sends what was requested in this turn; the kernel executes it at once. */
    void flush() {
        if (!requests.isEmpty()) {
            requests.forEach(Runnable::run);
            requests.clear();
            machine.soon();
        }
    }
}
