// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.VirtualRouter;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * Whether there is exactly one master for each virtual router among machines that hear one another, one that the protocol
 * allows: nobody may preempt it. Routers that can not agree because their files differ are not judged.
 */
final class Agreement {
    /** One virtual router on one machine. */
    private record Participant(Machine machine, Scrutiny.Watched watched) {
        VirtualRouter router() {
            return watched.router;
        }

        State state() {
            return router().state();
        }

        boolean isMaster() {
            return state() == State.MASTER;
        }

        boolean works() {
            return state() == State.MASTER || state() == State.BACKUP;
        }

        boolean preempts(Participant master) {
            return router().settings().preempt()
                    && router().effectivePriority() > master.router().effectivePriority();
        }

        /** What peers must have in common to believe one another. */
        String language() {
            RouterSettings settings = router().settings();
            String interval = settings.version() == 2 ? " " + settings.intervalCentis() : "";
            return settings.version() + interval + " "
                    + settings.authentication().hashCode() + " "
                    + settings.checksumAsV2() + " "
                    + watched.config.transport().getClass().getSimpleName();
        }

        /** Unicast needs the address that the peers know. */
        boolean isReachable() {
            return watched.config.transport() instanceof Transport.Multicast
                    || machine.kernel().hasOwnAddress(watched.lan());
        }

        SyncGroup group() {
            return machine.daemon().configuration().syncGroupOf(watched.config).orElse(null);
        }
    }

    private final World world;

    Agreement(World world) {
        this.world = world;
    }

    /**
     * Lets time pass until all agree, within the time that the settings allow, and then some more, in which nothing may
     * change.
     */
    void await() {
        world.runUntil(world.nowNanos() + World.MILLISECOND); // whoever stood still has gone on
        long longest = 0;
        long delay = 0;
        for (Machine machine : world.machines()) {
            if (machine.isRunning()) {
                for (Scrutiny.Watched watched : machine.daemon().scrutiny().watched()) {
                    RouterSettings settings = watched.router.settings();
                    longest = Math.max(longest, settings.masterDownNanos(1, settings.intervalCentis()));
                    delay = Math.max(delay, settings.preemptDelayNanos());
                }
            }
        }
        awaitNews();
        world.runUntil(world.nowNanos() + longest);
        // At worst somebody still waits for a dead master, somebody of lower priority then takes over, and only after
        // the preemption delay and one more Master_Down_Interval the best one does. A group waits for its last member,
        // and for one that has just wanted it no more.
        long limit = world.nowNanos() + (hasGroups() ? 5 : 3) * longest + delay + World.SECOND;
        while (disagreement() != null && world.nowNanos() < limit) {
            world.runUntil(Math.min(limit, world.nowNanos() + longest / 20 + 1));
        }
        require();
        Map<VirtualRouter, Long> before = lastTransitionsOfJudged();
        world.runUntil(world.nowNanos() + 2 * longest);
        require();
        lastTransitionsOfJudged()
                .forEach((router, nanos) -> world.require(
                        nanos.equals(before.getOrDefault(router, nanos)), "agreement", "did not last: " + router));
    }

    /** Until everybody has ended the start-up delay and knows what the kernel has, at the latest by an audit. */
    private void awaitNews() {
        long until = world.nowNanos() + World.SECOND;
        for (Machine machine : world.machines()) {
            if (machine.isRunning()) {
                until = Math.max(until, world.nowNanos() + machine.remainingStartupDelayNanos());
                if (!machine.daemon().netlink().isCurrent()) {
                    until = Math.max(until, world.nowNanos() + 62 * World.SECOND);
                }
            }
        }
        world.runUntil(until);
    }

    /** How often any router has changed its state, in the present lives of the daemons. */
    long transitions() {
        long transitions = 0;
        for (Machine machine : world.machines()) {
            transitions += machine.isRunning() ? machine.daemon().scrutiny().transitions() : 0;
        }
        return transitions;
    }

    /** When each router that is judged has changed its state last. */
    private Map<VirtualRouter, Long> lastTransitionsOfJudged() {
        Map<VirtualRouter, Long> nanos = new HashMap<>();
        for (Map<Integer, List<Participant>> byVirtualRouter : virtualRouters()) {
            for (List<Participant> participants : byVirtualRouter.values()) {
                if (isComparable(participants, byVirtualRouter)) {
                    participants.forEach(participant ->
                            nanos.put(participant.router(), participant.router().lastTransitionNanos()));
                }
            }
        }
        return nanos;
    }

    private boolean hasGroups() {
        return world.machines().stream()
                .anyMatch(machine -> machine.isRunning()
                        && !machine.daemon().configuration().syncGroups().isEmpty());
    }

    private void require() {
        String disagreement = disagreement();
        world.require(disagreement == null, "agreement", disagreement);
    }

    /** What is not as it should be; null if all is. */
    private String disagreement() {
        for (Map<Integer, List<Participant>> byVirtualRouter : virtualRouters()) {
            for (List<Participant> participants : byVirtualRouter.values()) {
                String disagreement = disagreement(participants, byVirtualRouter);
                if (disagreement != null) {
                    return disagreement;
                }
            }
        }
        return null;
    }

    /** For each component who takes part in a virtual router, by its VRID and LAN. */
    private List<Map<Integer, List<Participant>>> virtualRouters() {
        List<Map<Integer, List<Participant>>> virtualRouters = new ArrayList<>();
        for (List<Machine> component : components()) {
            Map<Integer, List<Participant>> byVirtualRouter = new HashMap<>();
            for (Machine machine : component) {
                for (Scrutiny.Watched watched : machine.daemon().scrutiny().watched()) {
                    byVirtualRouter
                            .computeIfAbsent(
                                    watched.config.virtualRouterId() * 10 + watched.lan(), _ -> new ArrayList<>())
                            .add(new Participant(machine, watched));
                }
            }
            virtualRouters.add(byVirtualRouter);
        }
        return virtualRouters;
    }

    /** The machines with a daemon, by who hears whom; those in between, heard in one direction only, are left out. */
    private List<List<Machine>> components() {
        List<List<Machine>> components = new ArrayList<>();
        for (Machine machine : world.machines()) {
            if (!machine.isRunning() || machine.daemon().isStopping()) {
                continue;
            }
            List<Machine> component = null;
            for (List<Machine> existing : components) {
                if (world.isTwoWay(existing.getFirst(), machine)) {
                    component = existing;
                }
            }
            if (component == null) {
                component = new ArrayList<>();
                components.add(component);
            }
            component.add(machine);
        }
        return world.isPartition(components) ? components : List.of();
    }

    private static String disagreement(
            List<Participant> participants, Map<Integer, List<Participant>> byVirtualRouter) {
        if (!isComparable(participants, byVirtualRouter)) {
            return null;
        }
        if (participants.stream().anyMatch(participant -> participant.state() == State.INIT)) {
            return "not all have started: " + describe(participants);
        }
        List<Participant> masters =
                participants.stream().filter(Participant::isMaster).toList();
        List<Participant> working =
                participants.stream().filter(Participant::works).toList();
        if (masters.size() != Math.min(1, working.size())) {
            return masters.size() + " masters of " + describe(participants);
        }
        for (Participant other : working) {
            if (!other.isMaster() && other.preempts(masters.getFirst())) {
                return other.machine() + " should be master of " + describe(participants);
            }
        }
        return null;
    }

    private static String describe(List<Participant> participants) {
        StringBuilder text = new StringBuilder();
        for (Participant participant : participants) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(participant.machine())
                    .append(' ')
                    .append(participant.watched().config.name())
                    .append(": ")
                    .append(participant.router());
        }
        return text.toString();
    }

    /** Whether files and addresses let them agree: one language, and groups that are the same everywhere. */
    private static boolean isComparable(
            List<Participant> participants, Map<Integer, List<Participant>> byVirtualRouter) {
        Set<String> languages = new HashSet<>();
        Set<Set<Integer>> groups = new HashSet<>();
        int owners = 0;
        for (Participant participant : participants) {
            languages.add(participant.language());
            if (!participant.isReachable()) {
                return false;
            }
            owners += participant.router().settings().isAddressOwner() ? 1 : 0;
            SyncGroup group = participant.group();
            Set<Integer> members = new HashSet<>();
            if (group != null) {
                for (Scrutiny.Watched other :
                        participant.machine().daemon().scrutiny().watched()) {
                    if (group.members().contains(other.config.name())) {
                        members.add(other.config.virtualRouterId() * 10 + other.lan());
                        if (other.router.effectivePriority()
                                        != participant.router().effectivePriority()
                                || other.router.settings().preempt()
                                        != participant.router().settings().preempt()
                                || other.router.settings().intervalCentis()
                                        != participant.router().settings().intervalCentis()) {
                            return false;
                        }
                        if (byVirtualRouter
                                        .get(other.config.virtualRouterId() * 10 + other.lan())
                                        .size()
                                != participants.size()) {
                            return false;
                        }
                    }
                }
            }
            groups.add(members);
        }
        return languages.size() == 1
                && groups.size() == 1
                && owners <= 1
                && haveOneOrder(participants, groups.iterator().next(), byVirtualRouter);
    }

    /**
     * Whether the addresses, which decide between equal priorities, put the machines in one order for all members of the
     * group. Of two machines that are each preferred on one link neither can keep both.
     */
    private static boolean haveOneOrder(
            List<Participant> participants, Set<Integer> group, Map<Integer, List<Participant>> byVirtualRouter) {
        for (Participant first : participants) {
            for (Participant second : participants) {
                Set<Integer> orders = new HashSet<>();
                for (int member : group) {
                    List<Participant> others = byVirtualRouter.get(member);
                    orders.add(Integer.signum(
                            source(first.machine(), others).compareTo(source(second.machine(), others))));
                }
                if (orders.size() > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where the adverts of a machine come from that takes part. */
    private static IpAddress source(Machine machine, List<Participant> participants) {
        return participants.stream()
                .filter(participant -> participant.machine() == machine)
                .findFirst()
                .orElseThrow()
                .router()
                .settings()
                .primaryAddress();
    }
}
