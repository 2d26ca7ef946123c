// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Virtual routers that change their state together, keepalived's {@code vrrp_sync_group}: a machine beside those of its
 * members, which ask it before they become master and tell it after every transition.
 *
 * <pre>
 *   INIT, BACKUP -> MASTER   the last member wants to be master, or all are address owners and start
 *   MASTER -> BACKUP         one member hears a better master
 *   any -> FAULT             one member misses something
 *   FAULT -> BACKUP          no member misses anything any more; address owners become MASTER at once
 * </pre>
 *
 * <ul>
 *   <li>A member whose master is silent only <em>wants</em> to be master while another member does not; it stays in BACKUP,
 *       waits for its next Master_Down_Interval, and wants it no more once it follows a master again.
 *   <li>The member that gives the reason moves first, completely; then the others follow in the order of the group.
 *   <li>A master that concedes takes the other masters to BACKUP without priority 0: the peer whose advert was better has
 *       taken over, or will as a group. Masters that fall into FAULT send it.
 *   <li>A master that hears a lower one lets the other masters of the group announce their addresses too: the peer was
 *       master of all of them, and is no more after our answer, so they will never hear it themselves.
 *   <li>Members that have not been started do not count.
 * </ul>
 *
 * <p>A change of membership keeps the states of the members as far as they agree. What joins a group of masters listens
 * first, as a router that starts does: it becomes master without asking if there is none, and takes all to BACKUP if it
 * follows one. What joins any other group takes on its state. A member that leaves stays what it is, but for a FAULT that
 * was not its own.
 *
 * <p>Not thread-safe, like its members.
 */
public final class SyncGroup {
    private record Member(VirtualRouter router, Effects effects) {
        boolean isRunning() {
            return router.state() != State.INIT;
        }
    }

    private final GroupEffects effects;
    private final List<Member> members = new ArrayList<>();
    private State state = State.INIT;
    private boolean moving;
    private boolean broken;

    /** A group in INIT, of nobody. */
    public SyncGroup(GroupEffects effects) {
        this.effects = Objects.requireNonNull(effects);
    }

    /**
     * Adds a router as the last member; it must be in no group. To be followed by {@link #settle}.
     *
     * @param effects what the router acts through when the group moves it
     */
    public void add(VirtualRouter router, Effects effects) {
        router.join(this);
        members.add(new Member(router, effects));
    }

    /**
     * Lets all members go; they keep their states. Who is not added again may have been in FAULT only for the group, and
     * finds out with {@link Event.HealthChanged}.
     */
    public void clear() {
        members.forEach(member -> member.router.join(null));
        members.clear();
        broken = false;
    }

    /** Starts the members in INIT, and brings together what a change of membership has left apart. */
    public void settle(boolean startupDelay, long nowNanos) {
        if (members.stream().noneMatch(Member::isRunning)) {
            start(startupDelay, nowNanos);
        } else {
            reunite(startupDelay, nowNanos);
        }
    }

    private void start(boolean startupDelay, long nowNanos) {
        State from = state;
        state = startState(startupDelay);
        if (state == State.BACKUP) { // the order of keepalived
            tell(from);
            settleMembers(startupDelay, nowNanos);
        } else {
            settleMembers(startupDelay, nowNanos);
            tell(from);
        }
    }

    private void reunite(boolean startupDelay, long nowNanos) {
        State from = state;
        state = settledState();
        if (state != from) {
            effects.following(state);
        }
        settleMembers(startupDelay, nowNanos);
        tell(from);
    }

    private void tell(State from) {
        if (state != from) {
            effects.transitionComplete(from, state);
        }
    }

    private void settleMembers(boolean startupDelay, long nowNanos) {
        moving = true;
        try {
            for (Member member : members) {
                boolean listens = state == State.MASTER && member.router.state() == State.BACKUP;
                if (!member.isRunning()) {
                    member.router.step(new Event.Start(startupDelay), nowNanos, member.effects);
                } else if (!listens) {
                    member.router.follow(state, nowNanos, member.effects);
                }
            }
        } finally {
            moving = false;
        }
    }

    private State startState(boolean startupDelay) {
        if (!isHealthy()) {
            return State.FAULT;
        }
        return isOfOwners() && !startupDelay ? State.MASTER : State.BACKUP;
    }

    private State settledState() {
        if (!isHealthy()) {
            return State.FAULT;
        }
        return switch (state) {
            case INIT -> allRunningAre(State.MASTER) ? State.MASTER : State.BACKUP;
            case BACKUP -> State.BACKUP;
            case MASTER -> someIs(State.MASTER) ? State.MASTER : State.BACKUP;
            case FAULT -> isOfOwners() ? State.MASTER : State.BACKUP;
        };
    }

    private boolean allRunningAre(State wanted) {
        return members.stream().allMatch(member -> !member.isRunning() || member.router.state() == wanted);
    }

    private boolean someIs(State wanted) {
        return members.stream().anyMatch(member -> member.router.state() == wanted);
    }

    /** A member can go on no more, and is to be left alone: the others fall into FAULT until {@link #clear}. */
    public void fail(VirtualRouter failed, long nowNanos) {
        members.removeIf(member -> member.router == failed);
        failed.join(null);
        broken = true;
        moved(failed, State.FAULT, nowNanos);
    }

    /** The state of the members together, INIT before the first {@link #settle}. */
    public State state() {
        return state;
    }

    // --- What the members use ----------------------------------------------------------------------------------------

    /** Whether no member misses anything. */
    boolean isHealthy() {
        if (broken) {
            return false;
        }
        for (Member member : members) {
            if (!member.router.isHealthy()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all members have priority 255, so that the group is master without asking anybody. */
    boolean isOfOwners() {
        for (Member member : members) {
            if (!member.router.settings().isAddressOwner()) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody else holds this member back in BACKUP. */
    boolean lets(VirtualRouter asking) {
        if (state == State.MASTER) {
            return true;
        }
        for (Member member : members) {
            if (member.router != asking && member.isRunning() && !member.router.wantsMaster()) {
                return false;
            }
        }
        return true;
    }

    /** A member has moved, and the others follow unless they are there. */
    void moved(VirtualRouter mover, State to, long nowNanos) {
        if (moving || to == state) {
            return;
        }
        State from = state;
        state = to;
        effects.following(to);
        moving = true;
        try {
            for (Member member : members) {
                if (member.router != mover) {
                    member.router.follow(to, nowNanos, member.effects);
                }
            }
        } finally {
            moving = false;
        }
        tell(from);
    }

    /** A master has announced its addresses since it had a rival; the other masters had one too, heard or not. */
    void announced(VirtualRouter announcer, Announcement cause) {
        for (Member member : members) {
            if (member.router != announcer && member.router.state() == State.MASTER) {
                member.router.announceForGroup(cause, member.effects);
            }
        }
    }
}
