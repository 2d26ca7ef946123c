// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.instance.Edges;
import org.jkeepalived.daemon.instance.Instances;
import org.jkeepalived.daemon.kernel.AddressReconciler;
import org.jkeepalived.daemon.kernel.AddressRemnants;
import org.jkeepalived.daemon.kernel.Interfaces;
import org.jkeepalived.daemon.leftovers.KernelObject;
import org.jkeepalived.daemon.leftovers.Remnant;
import org.jkeepalived.daemon.reload.ReloadPlan;
import org.jkeepalived.daemon.track.BfdTracker;
import org.jkeepalived.daemon.track.InterfaceTrackers;
import org.jkeepalived.daemon.track.Tracker;
import org.jkeepalived.daemon.track.Trackers;

/** One life of a daemon: what {@code VrrpService} puts together, with the machine in place of the real one. */
final class SimulatedDaemon {
    private final Machine machine;
    private final MachineTimers timers;
    private final SimulatedNetlink netlink;
    private final AddressReconciler addresses;
    private final SimulatedExchange exchange;
    private final RecordingAudience audience;
    private final SimulatedChecks checks;
    private final InterfaceTrackers interfaceTrackers;
    private final Trackers trackers;
    private final Instances instances;
    private final Scrutiny scrutiny;
    private Configuration running;
    private boolean stopping;
    private boolean ended;

    SimulatedDaemon(Machine machine) {
        this.machine = machine;
        var log = new SimulationLog(machine);
        timers = new MachineTimers(machine);
        netlink = new SimulatedNetlink(machine, timers, log);
        Interfaces interfaces = netlink.watch().interfaces();
        addresses = new AddressReconciler(netlink, interfaces::indexOf, log);
        exchange = new SimulatedExchange(machine, timers);
        audience = new RecordingAudience(machine);
        checks = new SimulatedChecks(machine);
        interfaceTrackers = new InterfaceTrackers(interfaces::isUp);
        trackers = new Trackers(
                new Trackers.Factories(
                        interfaceTrackers,
                        checks,
                        SimulatedDaemon::none,
                        SimulatedDaemon::none,
                        (_, session, listener) -> new BfdTracker(session, listener, log)),
                log);
        instances = new Instances(new Edges(
                timers,
                interfaces,
                exchange,
                addresses,
                new SimulatedAnnouncements(machine),
                audience,
                trackers::health,
                log));
        scrutiny = new Scrutiny(machine, this);
        netlink.watch().listen(addresses::addressRemoved, this::interfacesChanged);
        netlink.whenReadAnew(addresses::verify);
        trackers.listen(instances::healthChanged);
    }

    private static <D> Tracker<D> none(String name, D definition, Tracker.Listener listener) {
        throw new AssertionError(name + " is not simulated: " + definition + listener);
    }

    private void interfacesChanged() {
        interfaceTrackers.interfacesChanged();
        instances.interfacesChanged();
    }

    /** One turn of the loop: the clock is read once, the work runs, and what it has decided leaves in its order. */
    void turn(Runnable work) {
        timers.readClock();
        endStall();
        work.run();
        addresses.reconcile();
        exchange.flush();
        netlink.flush();
        if (stopping && !ended && addresses.isSettled()) {
            ended = true;
            instances.notifyStopped();
        }
        scrutiny.afterTurn();
    }

    /** What {@code StallWatch} notices: what came meanwhile is heard before anything else is done. */
    private void endStall() {
        long since = machine.takeStall();
        if (running != null && !stopping && timers.nowNanos() - since >= stallNanos()) {
            instances.stalled(since);
            exchange.drain();
        }
    }

    private long stallNanos() {
        long shortest = Long.MAX_VALUE;
        for (VrrpInstance instance : running.instances()) {
            shortest = Math.min(shortest, instance.advertInterval().toNanos());
        }
        return Math.max(shortest / 10, 10 * World.MILLISECOND);
    }

    void start(Configuration configuration) {
        removeLeftovers(configuration);
        apply(ReloadPlan.first(configuration));
    }

    /** What {@code VrrpService} does before anything else, on a machine with one daemon and a kernel with IFA_PROTO. */
    private void removeLeftovers(Configuration configuration) {
        var remnants = new AddressRemnants(netlink.view(), addresses);
        Set<KernelObject> configured = AddressRemnants.of(configuration);
        List<Remnant> gone = remnants.find(Set.of()).stream()
                .filter(remnant -> remnant.mark() == Remnant.Mark.KEEPALIVED
                        && !configured.contains(new KernelObject(remnants.name(), remnant.identity())))
                .toList();
        remnants.remove(gone);
        for (VrrpInstance instance : configuration.instances()) {
            addresses.removeStale(instance.addresses());
            addresses.removeStale(instance.excludedAddresses());
        }
    }

    void reload(Configuration configuration) {
        ReloadPlan plan = ReloadPlan.between(running, configuration);
        scrutiny.beforeReload(plan);
        plan.instances()
                .forEach(planned -> planned.formerName().ifPresent(former -> audience.renamed(former, planned.name())));
        apply(plan);
        scrutiny.afterReload();
    }

    private void apply(ReloadPlan plan) {
        running = plan.after();
        netlink.watch().watch(plan.interfaceNames(), configuredSources(running));
        netlink.watch().delayChanges(running.interfaceSettings().delays());
        trackers.configure(running.trackers(), plan.trackings());
        instances.apply(plan);
        scrutiny.configured();
    }

    private static Set<InetAddress> configuredSources(Configuration configuration) {
        return configuration.instances().stream()
                .flatMap(instance -> instance.transport().source().stream())
                .collect(Collectors.toSet());
    }

    void stop() {
        stopping = true;
        trackers.close();
        instances.stopAll(false);
    }

    boolean isStopping() {
        return stopping;
    }

    boolean hasEnded() {
        return ended;
    }

    // --- What the machine lets it do ---------------------------------------------------------------------------------

    boolean hasTimers() {
        return !timers.isEmpty();
    }

    long firstDeadlineNanos() {
        return timers.firstDeadlineNanos();
    }

    boolean hasTimerDue() {
        timers.readClock();
        return !timers.isEmpty() && timers.firstDeadlineNanos() - timers.nowNanos() <= 0;
    }

    void fireTimers() {
        timers.fireDue();
    }

    // --- What can be looked at ---------------------------------------------------------------------------------------

    SimulatedExchange exchange() {
        return exchange;
    }

    SimulatedNetlink netlink() {
        return netlink;
    }

    AddressReconciler addresses() {
        return addresses;
    }

    RecordingAudience audience() {
        return audience;
    }

    SimulatedChecks checks() {
        return checks;
    }

    Instances instances() {
        return instances;
    }

    Scrutiny scrutiny() {
        return scrutiny;
    }

    /** The configuration that counts. */
    Configuration configuration() {
        return running;
    }

    int routerCount() {
        return stopping ? 0 : running.instances().size();
    }
}
