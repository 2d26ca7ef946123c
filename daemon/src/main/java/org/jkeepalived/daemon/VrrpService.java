// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.LifecycleScripts;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.advert.AdvertSockets;
import org.jkeepalived.daemon.announce.AnnouncementChannel;
import org.jkeepalived.daemon.instance.Edges;
import org.jkeepalived.daemon.instance.Instances;
import org.jkeepalived.daemon.instance.Rehearsal;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.AddressRemnants;
import org.jkeepalived.daemon.kernel.KernelLink;
import org.jkeepalived.daemon.leftovers.KernelObject;
import org.jkeepalived.daemon.leftovers.Leftovers;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.daemon.rival.LanWatch;
import org.jkeepalived.daemon.script.ScriptRunner;
import org.jkeepalived.daemon.stall.Stall;
import org.jkeepalived.daemon.stall.StallCauses;
import org.jkeepalived.daemon.stall.StallWatch;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.daemon.track.BfdTracker;
import org.jkeepalived.daemon.track.FileTrackers;
import org.jkeepalived.daemon.track.InterfaceTrackers;
import org.jkeepalived.daemon.track.ScriptTrackers;
import org.jkeepalived.daemon.track.Trackers;
import org.jkeepalived.daemon.track.process.ProcessTrackers;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * Everything that does VRRP, put together: the loop, the kernel's state, the sockets and the virtual routers.
 *
 * <p>The end of each turn of the loop sends what the turn has decided, in the order that the protocol wants: adverts,
 * then addresses, then announcements (which wait for the kernel to have the addresses), then notifications. All methods but the constructor
 * and {@link #close} belong to the loop's thread.
 */
public final class VrrpService implements AutoCloseable {
    /** How long a stop waits for the kernel to confirm that the addresses are gone. */
    private static final long SETTLE_NANOS = 3_000_000_000L;

    private final Logger log;
    private final EventLoop loop;
    private final KernelLink kernel;
    private final AddressReconciler addresses;
    private final Leftovers leftovers;
    private final AdvertSockets sockets;
    private final AnnouncementChannel announcements;
    private final ScriptRunner scripts;
    private final Notifications notifications;
    private final InterfaceTrackers interfaceTrackers;
    private final Trackers trackers;
    private final LanWatch rivals;
    private final Instances instances;
    private final StallWatch stallWatch;
    private final StallCauses stallCauses;
    private long reportedStallNanos;
    private final Timer settleLimit = new Timer(_ -> finishStop());
    private final List<CompletableFuture<Boolean>> waitForSettled = new ArrayList<>();
    private Runnable whenStopped;
    /** What a daemon with the configuration that was prepared last may put into the kernel. */
    private volatile Set<KernelObject> kernelObjects = Set.of();
    /** The same of the configuration that was applied last, until the kernel has all that follows from it; else null. */
    private Set<KernelObject> settling;

    private boolean keepAddresses;
    /** What runs; null before the start. */
    private volatile Configuration configuration;

    /**
     * Opens what all virtual routers share, and finds what an earlier daemon left in the kernel; nothing is sent yet.
     *
     * @param pidFile where this daemon, and no other one that runs, has its files
     * @param failureHandler told of a failure that is the program's own fault
     * @throws PosixException if the kernel refuses a socket (CAP_NET_ADMIN and CAP_NET_RAW are needed)
     */
    public VrrpService(GlobalDefinitions global, Path pidFile, Logger log, Consumer<Throwable> failureHandler)
            throws PosixException {
        this.log = log;
        loop = new EventLoop("vrrp", failureHandler);
        kernel = new KernelLink(loop, global, log);
        addresses = new AddressReconciler(kernel, kernel.interfaces()::indexOf, log);
        leftovers = Leftovers.of(pidFile, List.of(new AddressRemnants(kernel.view(), addresses)), log);
        leftovers.find();
        sockets = new AdvertSockets(loop, log);
        announcements = new AnnouncementChannel(loop, log);
        scripts = new ScriptRunner(failureHandler, log);
        notifications = new Notifications(scripts, loop, log);
        interfaceTrackers = new InterfaceTrackers(kernel.interfaces()::isUp);
        trackers = new Trackers(
                new Trackers.Factories(
                        interfaceTrackers,
                        new ScriptTrackers(scripts, loop),
                        new FileTrackers(loop, failureHandler, log),
                        new ProcessTrackers(loop, global.processMonitorBuffers(), failureHandler, log),
                        (_, session, listener) -> new BfdTracker(session, listener, log)),
                log);
        rivals = new LanWatch(loop, kernel.interfaces(), addresses::isVirtual, log);
        instances = new Instances(new Edges(
                loop,
                kernel.interfaces(),
                sockets,
                addresses,
                announcements,
                notifications,
                rivals,
                trackers::health,
                log));
        stallWatch = new StallWatch(loop, this::stalled);
        stallCauses = new StallCauses(log);
    }

    /**
     * The loop stood still. News of the interfaces come first, then the adverts that waited, and deadlines of that time
     * last: a backup must not believe in a silence that it has not listened to, nor a master speak before it knows whether
     * another one has taken over.
     */
    private void stalled(Stall stall) {
        if (stall.lengthNanos() >= reportedStallNanos) {
            log.info(String.format(Locale.ROOT, "A thread timer expired %.6f seconds ago", stall.lengthNanos() / 1e9));
            stallCauses.explain(stall);
        }
        kernel.refresh();
        instances.stalled(stall.sinceNanos());
        sockets.drainAfterStall();
    }

    /** SIGCONT came. */
    public void continued() {
        stallCauses.continued(loop.nowNanos());
    }

    /** The loop, for other descriptors. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * To be called before a configuration is started or applied, and not on the loop: may wait a second for the file that
     * tells what a crash would leave.
     */
    public void prepare(Configuration next) {
        kernelObjects = AddressRemnants.of(next);
        leftovers.expect(kernelObjects);
    }

    /** Starts the virtual routers of the configuration; the first election inputs are bound when it returns. */
    public void start(Configuration configuration) {
        try {
            Rehearsal.run(loop, kernel);
        } catch (PosixException e) {
            log.warn("Unable to rehearse a takeover: {}", e.getMessage());
        }
        loop.atTurnEnd(addresses::reconcile);
        loop.atTurnEnd(sockets::flush);
        loop.atTurnEnd(kernel::flush);
        loop.atTurnEnd(announcements::flush);
        loop.atTurnEnd(notifications::flush);
        loop.atTurnEnd(this::settleLeftovers);
        loop.atTurnEnd(this::finishStopWhenSettled);
        loop.atTurnEnd(this::tellWhenSettled);
        kernel.listen(addresses::addressRemoved, this::interfacesChanged, addresses::verify);
        trackers.listen(instances::healthChanged);
        ProcessTuning.apply(configuration.global().process(), log);
        leftovers.remove(kernelObjects);
        for (VrrpInstance instance : configuration.instances()) {
            addresses.removeStale(instance.addresses());
            addresses.removeStale(instance.excludedAddresses());
        }
        apply(ReloadPlan.first(configuration));
        stallWatch.start();
        stallCauses.start();
    }

    /** What runs; null before the start. For any thread. */
    public Configuration configuration() {
        return configuration;
    }

    /** What a reload with this configuration would do now. For any thread; takes its time. */
    public ReloadPlan plan(Configuration next) {
        Configuration running = configuration;
        return running == null ? ReloadPlan.first(next) : ReloadPlan.between(running, next);
    }

    /**
     * Makes the routers those of another configuration, between two events. Nothing happens while the daemon stops.
     *
     * @throws IllegalArgumentException if another configuration has been applied since the plan was made
     */
    public void apply(ReloadPlan plan) {
        if (isStopping()) {
            return;
        }
        if (!beginsWithWhatRuns(plan)) {
            throw new IllegalArgumentException("the plan begins with a configuration that does not run");
        }
        long beginNanos = System.nanoTime();
        Configuration next = plan.after();
        kernel.watch(plan.interfaceNames(), configuredSources(next));
        kernel.delayChanges(next.interfaceSettings().delays());
        trackers.configure(next.trackers(), plan.trackings());
        instances.apply(plan);
        watchForStalls(next);
        configuration = next;
        settling = kernelObjects;
        log.debug("Applied the configuration in {} us", (System.nanoTime() - beginNanos) / 1_000);
    }

    private void settleLeftovers() {
        if (settling != null && addresses.isSettled()) {
            leftovers.settled(settling);
            settling = null;
        }
    }

    /** A stall is worth a line as in keepalived, and also when it costs an advert. */
    private void watchForStalls(Configuration next) {
        Duration shortest = next.instances().stream()
                .map(VrrpInstance::advertInterval)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofSeconds(1));
        stallWatch.configure(shortest);
        reportedStallNanos = Math.min(
                shortest.toNanos(),
                TimeUnit.MICROSECONDS.toNanos(next.global().system().minAutoPriorityDelayMicros()));
    }

    @SuppressWarnings("ReferenceEquality") // an equal one would do, but takes time to compare
    private boolean beginsWithWhatRuns(ReloadPlan plan) {
        return plan.before().orElse(null) == configuration;
    }

    private static Set<InetAddress> configuredSources(Configuration configuration) {
        return configuration.instances().stream()
                .flatMap(instance -> instance.transport().source().stream())
                .collect(Collectors.toSet());
    }

    private void interfacesChanged() {
        interfaceTrackers.interfacesChanged();
        instances.interfacesChanged();
    }

    /** What is to be run when all has ended, according to the last configuration. For any thread. */
    public LifecycleScripts lifecycleScripts() {
        Configuration running = configuration;
        return running == null ? LifecycleScripts.NONE : running.global().lifecycleScripts();
    }

    /** The state of the routers in one line. */
    public String summary() {
        return instances.summary();
    }

    /** How each router is now. */
    public List<InstanceStatus> status() {
        return instances.status();
    }

    /**
     * Completed with true as soon as the kernel has confirmed what was asked of it and each router has begun, or else with
     * false when patience has ended.
     */
    public CompletableFuture<Boolean> whenSettled(Duration patience) {
        CompletableFuture<Boolean> settled = new CompletableFuture<>();
        Timer limit = new Timer(_ -> settled.complete(false));
        loop.arm(limit, loop.nowNanos() + patience.toNanos());
        waitForSettled.add(settled);
        return settled.whenComplete((_, _) -> loop.cancel(limit));
    }

    private void tellWhenSettled() {
        if (!waitForSettled.isEmpty() && addresses.isSettled() && instances.haveBegun()) {
            List<CompletableFuture<Boolean>> settled = List.copyOf(waitForSettled);
            waitForSettled.clear();
            settled.forEach(one -> one.complete(true));
        }
    }

    /** Adverts sent since the start. */
    public long advertsSent() {
        return instances.advertsSent();
    }

    /**
     * Hands over: every master resigns and gives up its addresses.
     *
     * @param keepAddresses {@code --dont-release-vrrp}: the kernel keeps the addresses all the same
     * @param done called when they are gone, or when the kernel has been silent for too long
     */
    public void stop(boolean keepAddresses, Runnable done) {
        if (!isStopping()) {
            whenStopped = done;
            this.keepAddresses = keepAddresses;
            trackers.close();
            instances.stopAll(keepAddresses);
            loop.arm(settleLimit, loop.nowNanos() + SETTLE_NANOS);
        }
    }

    private boolean isStopping() {
        return whenStopped != null;
    }

    private void finishStopWhenSettled() {
        if (settleLimit.isArmed() && addresses.isSettled()) {
            finishStop();
        }
    }

    private void finishStop() {
        if (!addresses.isSettled()) {
            log.warn("The kernel did not confirm in time that all addresses were removed");
        } else if (!keepAddresses) {
            leftovers.nothingLeft();
        }
        loop.cancel(settleLimit);
        instances.notifyStopped();
        notifications.stop(whenStopped);
    }

    /** Ends the loop and closes the sockets; {@link #stop} should have been called before. */
    @Override
    public void close() {
        scripts.close();
        stallCauses.close();
        loop.close();
        rivals.close();
        kernel.close();
        announcements.close();
        leftovers.close();
    }
}
