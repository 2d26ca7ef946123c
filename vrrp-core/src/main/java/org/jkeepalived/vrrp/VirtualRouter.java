// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * One virtual router: the state machine of RFC 3768 and RFC 9568 section 6.4 with keepalived's options and its FAULT.
 *
 * <pre>
 *   INIT   -> BACKUP   started
 *   INIT   -> MASTER   started as address owner
 *   INIT   -> FAULT    started while something is missing
 *   BACKUP -> MASTER   no better master heard for the Master_Down_Interval, or the start-up delay of an owner is over
 *   BACKUP -> FAULT    something went missing
 *   MASTER -> BACKUP   a better master heard, or unable to run for so long that there must be one
 *   MASTER -> FAULT    something went missing
 *   FAULT  -> BACKUP   healthy again
 *   FAULT  -> MASTER   healthy again, as address owner
 *   any    -> INIT     stopped
 * </pre>
 *
 * <p>A member of a {@link SyncGroup} makes the same transitions also because another member gave the reason, and becomes
 * master or leaves FAULT only when the others do.
 *
 * <p>Any other transition is a mistake of the program and ends it. Not thread-safe: everything happens on one thread, and
 * only by {@link #step}. Adverts sent on time, adverts of the known master and the deadlines in between allocate nothing.
 */
public final class VirtualRouter {
    /** What else than faults of adverts is reported once until {@link #forgetReported}. */
    enum Once {
        ADDRESS_COUNT,
        ADDRESS_MISSING,
        INTERVAL,
        OWN_ADDRESS,
        OWNER_CONFLICT
    }

    private final Counters counters = new Counters();
    private RouterSettings settings;
    private int effectivePriority;
    private List<String> faults = List.of();
    private boolean startupDelayed;
    private SyncGroup group;
    private RouterState current = new InitState(this);

    private boolean armed;
    private long deadlineNanos;
    private final EnumSet<AdvertFault> reportedFaults = EnumSet.noneOf(AdvertFault.class);
    private final EnumSet<Once> reported = EnumSet.noneOf(Once.class);

    private TransitionReason lastTransitionReason;
    private long lastTransitionNanos;
    private boolean advertHeard;
    private long lastAdvertNanos;
    private final byte[] lastAdvertSource = new byte[16];

    /** A router in INIT; nothing happens before {@link Event.Start}. */
    public VirtualRouter(RouterSettings settings) {
        this.settings = Objects.requireNonNull(settings);
        effectivePriority = settings.priority();
    }

    /**
     * Lets one event happen.
     *
     * @param nowNanos the time, read once per turn of the loop; must never go back
     * @throws IllegalStateException if the event is impossible in this state, a mistake of the caller
     */
    public void step(Event event, long nowNanos, Effects effects) {
        switch (event) {
            case Event.AdvertReceived(Advert advert) -> current.advertReceived(advert, nowNanos, effects);
            case Event.Stalled(long sinceNanos) -> current.stalled(sinceNanos, nowNanos, effects);
            case Event.TimerExpired _ -> expire(nowNanos, effects);
            case Event.HealthChanged(List<String> causes) -> {
                faults = causes;
                current.healthChanged(nowNanos, effects);
            }
            case Event.PriorityChanged(int priority) -> changePriority(priority, nowNanos, effects);
            case Event.SettingsChanged(RouterSettings changed, int priority) ->
                changeSettings(changed, priority, nowNanos, effects);
            case Event.Start(boolean delayed) -> start(delayed, nowNanos, effects);
            case Event.StartupDelayOver _ -> {
                if (startupDelayed) {
                    startupDelayed = false;
                    current.startupDelayOver(nowNanos, effects);
                }
            }
            case Event.Stop _ -> current.stop(nowNanos, effects);
        }
    }

    private void start(boolean delayed, long nowNanos, Effects effects) {
        if (!(current instanceof InitState init)) {
            throw new IllegalStateException("started twice, in " + state());
        }
        startupDelayed = delayed;
        init.start(nowNanos, effects);
    }

    private void expire(long nowNanos, Effects effects) {
        if (!armed || nowNanos - deadlineNanos < 0) {
            return; // an expiry of a deadline that has been moved since
        }
        armed = false;
        current.timerExpired(nowNanos, effects);
    }

    private void changePriority(int priority, long nowNanos, Effects effects) {
        if (settings.isAddressOwner() || priority == effectivePriority) {
            return;
        }
        int previous = effectivePriority;
        setPriority(priority, effects);
        current.priorityChanged(previous, nowNanos, effects);
    }

    private void setPriority(int priority, Effects effects) {
        boolean inRange = settings.isAddressOwner()
                ? priority == RouterSettings.PRIORITY_OWNER
                : priority >= 1 && priority < RouterSettings.PRIORITY_OWNER;
        if (!inRange) {
            throw new IllegalArgumentException("effective priority is out of range: " + priority);
        }
        if (priority != effectivePriority) {
            int previous = effectivePriority;
            effectivePriority = priority;
            effects.observe(new Observation.EffectivePriorityChanged(previous, priority));
        }
    }

    private void changeSettings(RouterSettings changed, int priority, long nowNanos, Effects effects) {
        if (changed.family() != settings.family()
                || changed.version() != settings.version()
                || changed.vrid() != settings.vrid()) {
            throw new IllegalArgumentException("another family, version or VRID is another router");
        }
        RouterSettings previous = settings;
        int previousPriority = effectivePriority;
        settings = changed;
        setPriority(priority, effects);
        current.settingsChanged(previous, previousPriority, nowNanos, effects);
    }

    // --- What the states use -----------------------------------------------------------------------------------------

    /**
     * Checks, counts and reports a received advert.
     *
     * @param checkAddresses compare the addresses one by one, not only their number
     * @return why it is not believed, or {@link AdvertFault#NONE}
     */
    AdvertFault judge(Advert advert, boolean checkAddresses, long nowNanos, Effects effects) {
        AdvertFault fault = AdvertCheck.check(settings, effectivePriority, advert);
        if (fault != AdvertFault.NONE) {
            counters.count(Counter.of(fault));
            if (reportedFaults.add(fault)) {
                effects.observe(new Observation.AdvertRejected(fault, advert));
            }
            return fault;
        }
        counters.count(Counter.ADVERT_RECEIVED);
        if (advert.priority() == RouterSettings.PRIORITY_RESIGN) {
            counters.count(Counter.PRIORITY_ZERO_RECEIVED);
        }
        compareAddresses(advert, checkAddresses, effects);
        if (advert.intervalCentis() != settings.intervalCentis() && isFirstReport(Once.INTERVAL)) {
            effects.observe(new Observation.IntervalMismatch(
                    settings.intervalCentis(), advert.intervalCentis(), advert.source()));
        }
        advertHeard = true;
        lastAdvertNanos = nowNanos - advert.waitedNanos();
        advert.copySourceTo(lastAdvertSource);
        return AdvertFault.NONE;
    }

    private void compareAddresses(Advert advert, boolean checkAddresses, Effects effects) {
        if (advert.addressCount() != settings.addresses().size()) {
            counters.count(Counter.ADDRESS_LIST_ERROR);
            if (isFirstReport(Once.ADDRESS_COUNT)) {
                effects.observe(new Observation.AddressCountMismatch(
                        settings.addresses().size(), advert.addressCount(), advert.source()));
            }
        } else if (checkAddresses) {
            IpAddress missing = AdvertCheck.missingAddress(settings, advert);
            if (missing != null) {
                counters.count(Counter.ADDRESS_LIST_ERROR);
                if (isFirstReport(Once.ADDRESS_MISSING)) {
                    effects.observe(new Observation.AddressMissing(missing, advert.source()));
                }
            }
        }
    }

    /** Whether this has not been reported since {@link #forgetReported}; from now on it has. */
    boolean isFirstReport(Once what) {
        return reported.add(what);
    }

    void forgetReported() {
        reportedFaults.clear();
        reported.clear();
    }

    void sendAdvert(Effects effects) {
        counters.count(Counter.ADVERT_SENT);
        effects.sendAdvert(effectivePriority);
    }

    void sendResignation(Effects effects) {
        counters.count(Counter.ADVERT_SENT);
        counters.count(Counter.PRIORITY_ZERO_SENT);
        effects.sendAdvert(RouterSettings.PRIORITY_RESIGN);
        effects.observe(new Observation.PriorityZeroSent());
    }

    void arm(long deadline, Effects effects) {
        armed = true;
        deadlineNanos = deadline;
        effects.armDeadline(deadline);
    }

    private void disarm(Effects effects) {
        if (armed) {
            armed = false;
            effects.disarmDeadline();
        }
    }

    IpAddress addressOf(byte[] bytes) {
        return IpAddress.of(Arrays.copyOf(bytes, settings.family().addressBytes()));
    }

    // --- Transitions -------------------------------------------------------------------------------------------------

    void becomeMaster(TransitionReason reason, long nowNanos, Effects effects) {
        State from = state();
        var master = new MasterState(this);
        sendAdvert(effects);
        enter(master, reason, nowNanos, effects);
        counters.count(Counter.BECOME_MASTER);
        effects.installAddresses();
        effects.announceAddresses(Announcement.BECAME_MASTER);
        effects.transitionComplete(from, State.MASTER, reason);
        master.enter(nowNanos, effects);
        tellGroup(nowNanos);
    }

    void becomeBackup(TransitionReason reason, long nowNanos, Effects effects) {
        becomeBackup(new BackupState(this), reason, nowNanos, effects);
    }

    void becomeBackup(BackupState backup, TransitionReason reason, long nowNanos, Effects effects) {
        State from = state();
        enter(backup, reason, nowNanos, effects);
        if (from == State.MASTER) {
            counters.count(Counter.RELEASE_MASTER);
            effects.withdrawAddresses();
        }
        effects.transitionComplete(from, State.BACKUP, reason);
        backup.enter(nowNanos, effects);
        tellGroup(nowNanos);
    }

    void becomeFault(long nowNanos, Effects effects) {
        State from = state();
        TransitionReason reason = isHealthy() ? TransitionReason.SYNC_GROUP : TransitionReason.FAULT;
        enter(new FaultState(this), reason, nowNanos, effects);
        if (from == State.MASTER) {
            counters.count(Counter.RELEASE_MASTER);
            sendResignation(effects);
            effects.withdrawAddresses();
        }
        effects.transitionComplete(from, State.FAULT, reason);
        disarm(effects);
        tellGroup(nowNanos);
    }

    /** The caller completes the transition. */
    void becomeInit(long nowNanos, Effects effects) {
        if (state() == State.MASTER) {
            counters.count(Counter.RELEASE_MASTER);
        }
        enter(new InitState(this), TransitionReason.STOPPED, nowNanos, effects);
        startupDelayed = false;
        disarm(effects);
    }

    private void enter(RouterState next, TransitionReason reason, long nowNanos, Effects effects) {
        State from = state();
        State to = next.state();
        if (from == to) { // every other pair is in the list above
            throw new IllegalStateException("no transition from " + from + " to itself (" + reason + ")");
        }
        current = next;
        lastTransitionReason = reason;
        lastTransitionNanos = nowNanos;
        forgetReported();
        effects.transition(from, to, reason);
    }

    // --- The sync group ----------------------------------------------------------------------------------------------

    /** @param joined null to be alone */
    void join(SyncGroup joined) {
        if (joined != null && group != null) {
            throw new IllegalStateException("a member of one sync group already");
        }
        group = joined;
    }

    void follow(State groupState, long nowNanos, Effects effects) {
        current.follow(groupState, nowNanos, effects);
    }

    boolean wantsMaster() {
        return current.wantsMaster();
    }

    private void tellGroup(long nowNanos) {
        if (group != null) {
            group.moved(this, state(), nowNanos);
        }
    }

    /** Whether neither we nor another member of the group misses anything. */
    boolean mayWork() {
        return group == null ? isHealthy() : group.isHealthy();
    }

    /** Whether we would be master without having listened for another. */
    boolean takesOverAtOnce() {
        return isOwnerNow() && !startupDelayed && (group == null || group.isOfOwners());
    }

    boolean mayBecomeMaster() {
        return group == null || group.lets(this);
    }

    /** A better master is heard: a group that was master before we joined it is it no more. */
    void followsMaster(long nowNanos) {
        if (group != null && group.state() == State.MASTER) {
            group.moved(this, State.BACKUP, nowNanos);
        }
    }

    void letGroupAnnounce(Announcement cause) {
        if (group != null) {
            group.announced(this, cause);
        }
    }

    void announceForGroup(Announcement cause, Effects effects) {
        if (settings.announceOnLowerPriority()) {
            effects.announceAddresses(cause);
        }
    }

    // --- What others may ask -----------------------------------------------------------------------------------------

    public State state() {
        return current.state();
    }

    public RouterSettings settings() {
        return settings;
    }

    public Counters counters() {
        return counters;
    }

    /** 1-255: what our adverts carry. */
    public int effectivePriority() {
        return effectivePriority;
    }

    /** What we ourselves miss, a text for people each; empty if healthy, though the sync group may not be. */
    public List<String> faults() {
        return faults;
    }

    public boolean isHealthy() {
        return faults.isEmpty();
    }

    /** Whether {@code vrrp_startup_delay} still holds it back. */
    public boolean isStartupDelayed() {
        return startupDelayed;
    }

    boolean isOwnerNow() {
        return effectivePriority == RouterSettings.PRIORITY_OWNER;
    }

    /** Why the last transition happened, null before the first. */
    public TransitionReason lastTransitionReason() {
        return lastTransitionReason;
    }

    /** When the last transition happened; meaningless before the first. */
    public long lastTransitionNanos() {
        return lastTransitionNanos;
    }

    /** Who sent the last advert that was believed, null if none was. Allocates. */
    public IpAddress lastAdvertSource() {
        return advertHeard ? addressOf(lastAdvertSource) : null;
    }

    /** When the last advert that was believed came; meaningless if none did. */
    public long lastAdvertNanos() {
        return lastAdvertNanos;
    }

    /** The master as far as known: ourselves, or the one we watch; null if there is none. Allocates. */
    public IpAddress masterAddress() {
        return switch (current) {
            case MasterState _ -> settings.primaryAddress();
            case BackupState backup -> backup.masterAddressOrNull();
            case InitState _, FaultState _ -> null;
        };
    }

    /** The priority of {@link #masterAddress()}, 0 if there is none. */
    public int masterPriority() {
        return switch (current) {
            case MasterState _ -> effectivePriority;
            case BackupState backup -> backup.masterPriority();
            case InitState _, FaultState _ -> 0;
        };
    }

    /** Another master that this master hears at present, null if none. Allocates. */
    public IpAddress rivalAddress() {
        return current instanceof MasterState master ? master.rivalOrNull() : null;
    }

    /** Master_Adver_Interval in centiseconds: the master's if it is known, else ours. */
    public int masterIntervalCentis() {
        return current instanceof BackupState backup ? backup.masterIntervalCentis() : settings.intervalCentis();
    }

    /** Skew_Time as it would be used now. */
    public long skewNanos() {
        return settings.skewNanos(effectivePriority, masterIntervalCentis());
    }

    /** Master_Down_Interval as it would be used now. */
    public long masterDownNanos() {
        return settings.masterDownNanos(effectivePriority, masterIntervalCentis());
    }

    /** Whether {@link #deadlineNanos()} is armed. */
    public boolean hasDeadline() {
        return armed;
    }

    /** The deadline last armed. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public String toString() {
        return "virtual router " + settings.vrid() + " in " + state() + ", priority " + effectivePriority;
    }
}
