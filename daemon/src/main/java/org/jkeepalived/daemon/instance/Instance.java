// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.advert.AdvertListener;
import org.jkeepalived.daemon.advert.AdvertPort;
import org.jkeepalived.daemon.announce.AddressAnnouncement;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.notify.Notifications;
import org.jkeepalived.daemon.rival.Suspicion;
import org.jkeepalived.daemon.rival.Suspicions;
import org.jkeepalived.daemon.rival.WatchedAddress;
import org.jkeepalived.daemon.rival.WatchedMaster;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.daemon.track.Health;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.vrrp.Announcement;
import org.jkeepalived.vrrp.Effects;
import org.jkeepalived.vrrp.Event;
import org.jkeepalived.vrrp.Observation;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.TransitionReason;
import org.jkeepalived.vrrp.VirtualRouter;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * One {@code vrrp_instance} at work: its state machine, and what the machine's effects do to the world.
 *
 * <p>All on the loop's thread. A failure inside the state machine, which would be a mistake of the program, is contained:
 * this instance gives up its addresses and stays in FAULT, the others go on.
 */
final class Instance implements Effects, AdvertListener, Suspicions.Listener {
    private final Edges edges;
    private final InstanceLog log;
    private final Timer timer = new Timer(this::timerExpired);
    private final Timer conditionsTimer = new Timer(_ -> lookAgain());
    private final InstanceAddresses addresses;
    private final VirtualRouter router;
    private final Suspicions suspicions;

    private VrrpInstance config;
    private IpAddress listensTo;
    private InterfaceConditions conditions;
    private Health health;
    private List<String> reasonsOfPriority = List.of();
    private InstanceGroup group;
    private AdvertPort port;
    private Errno lastSendError;
    private boolean sendsInVain;
    private boolean masterNotificationDue;
    /** What the watch for rivals knows of us; null unless we are master. */
    private WatchedMaster watched;

    /** When the outside was told last that we are master still. */
    private long outlastedNanos = Long.MIN_VALUE / 2;

    private boolean broken;

    Instance(VrrpInstance config, Edges edges) {
        this.edges = edges;
        this.config = config;
        log = new InstanceLog(config.name(), edges.log());
        addresses = new InstanceAddresses(config, edges, log, this::notifyMasterIfDue);
        suspicions = new Suspicions(this);
        listensTo = Protocol.listensTo(config);
        conditions = InterfaceConditions.of(config, edges, false);
        health = Health.NONE;
        router = new VirtualRouter(Protocol.settings(config, conditions.source()));
    }

    String name() {
        return config.name();
    }

    VrrpInstance config() {
        return config;
    }

    VirtualRouter router() {
        return router;
    }

    /** The signs of another master at present; empty unless we are master. */
    List<Suspicion> suspicions() {
        return suspicions.all();
    }

    /** Makes the router hear adverts; it takes no part before {@link #start}. */
    void listen() {
        openPort();
        addresses.prepareAnnouncements();
    }

    boolean isRunning() {
        return router.state() != State.INIT;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether the state to start in is known. */
    boolean isReady() {
        return health.isDecided() || hasFaults();
    }

    boolean hasFaults() {
        return !conditions.faults().isEmpty() || !health.faults().isEmpty();
    }

    /** What keeps the router in FAULT. One that is there, or is about to start, does not go on without first results. */
    private List<String> faults() {
        List<String> faults = new ArrayList<>(conditions.faults());
        faults.addAll(health.faults());
        if (!health.isDecided() && router.state() != State.MASTER && router.state() != State.BACKUP) {
            health.influences().stream()
                    .filter(influence -> !influence.isDecided())
                    .forEach(influence ->
                            faults.add("no result yet of " + influence.kind().phrase() + " " + influence.name()));
        }
        return faults;
    }

    boolean isInGroup() {
        return group != null;
    }

    /** @param newGroup null to be alone; a router that has been in FAULT for a group's sake finds out by {@link #look} */
    void joined(InstanceGroup newGroup) {
        group = newGroup;
    }

    /** Starts the router, unless its group does, in the state that interface and trackers allow. */
    void start(boolean startupDelay) {
        step(new Event.Start(startupDelay));
    }

    /**
     * What the instance tracks may mean something else to it now. A fault is told with the priority of before, its end
     * with the new one.
     */
    void look() {
        takeHealth();
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            step(new Event.HealthChanged(faults));
        }
        step(new Event.PriorityChanged(router.settings().effectivePriority(health.weight())));
        if (faults.isEmpty()) {
            step(new Event.HealthChanged(faults));
        }
    }

    private void takeHealth() {
        Health before = health;
        health = edges.health().apply(config.name());
        reasonsOfPriority = health.reasonsOfWeight(before);
    }

    /** Stops the router: resigns, gives up the addresses, and closes the socket. */
    void stop() {
        step(new Event.Stop());
        closePort();
    }

    /** Says STOP (or FAULT, or DELETED) to the outside, once the addresses are gone. */
    void notifyEnd(Notifications.Event event) {
        notifyMasterIfDue();
        edges.notifications().instanceEnded(config, event, router.effectivePriority());
    }

    /** The loop stood still: to be told before the adverts and the deadlines of that time. */
    void stalled(Event.Stalled stalled) {
        step(stalled);
    }

    void startupDelayOver() {
        step(new Event.StartupDelayOver());
    }

    /**
     * Takes a changed configuration in place, the name included. It has to be the same router to the peers, see {@link
     * org.jkeepalived.daemon.reload.Fate#RESTARTED}. {@link #look} has to follow.
     */
    void become(VrrpInstance changed) {
        config = changed;
        log.rename(changed.name());
        listensTo = Protocol.listensTo(changed);
        takeHealth();
        conditions = conditionsNow();
        List<VirtualAddress> dropped = addresses.configure(changed);
        if (port == null) {
            openPort();
        }
        applySettings();
        if (router.state() != State.MASTER) {
            edges.addresses().removeStale(dropped);
        } else if (addresses.isChanged()) {
            addresses.announceChanges();
            addresses.install();
        }
    }

    /** Something about interfaces or their addresses has changed that may concern this instance. */
    void interfacesChanged() {
        InterfaceConditions previous = conditions;
        conditions = conditionsNow();
        if (conditions.equals(previous)) {
            return;
        }
        if (previous.sourceMissing() && !conditions.sourceMissing()) {
            announceSource();
        }
        if (!conditions.faults().isEmpty()) {
            step(new Event.HealthChanged(faults()));
        }
        if (port != null && port.interfaceIndex() != conditions.interfaceIndex()) {
            closePort();
        }
        if (port == null) {
            openPort();
        }
        applySettings();
        if (conditions.faults().isEmpty()) {
            step(new Event.HealthChanged(faults()));
        }
        if (router.state() == State.MASTER && !conditions.addressInterfaces().equals(previous.addressInterfaces())) {
            installAgain();
        }
    }

    private InterfaceConditions conditionsNow() {
        boolean goesOnWithoutSource = router.state() == State.MASTER && !sendsInVain;
        InterfaceConditions now = InterfaceConditions.of(config, edges, goesOnWithoutSource);
        if (!now.sourceMissing()) {
            sendsInVain = false;
        } else if (!conditions.sourceMissing() && now.faults().isEmpty()) {
            log.warn("source address " + now.source() + " is missing, sending from it all the same");
        }
        return now;
    }

    private void applySettings() {
        addresses.prepareAnnouncements();
        RouterSettings settings = Protocol.settings(config, conditions.source());
        encodeAdverts(settings);
        if (!settings.equals(router.settings())) {
            step(new Event.SettingsChanged(settings, settings.effectivePriority(health.weight())));
        }
        if (watched != null) {
            watchRivals();
        }
    }

    /** Looks for other masters as long as we are one, from now on with what is known of us now. */
    private void watchRivals() {
        List<WatchedAddress> before = List.of();
        if (watched != null) {
            edges.rivals().end(watched);
            before = watched.addresses();
        }
        watched = new WatchedMaster(
                vrid(),
                Protocol.family(config),
                conditions.interfaceIndex(),
                router.settings().intervalNanos(),
                this::isAddressed,
                addresses.watched(before, edges.loop().nowNanos()),
                suspicions);
        edges.rivals().begin(watched);
    }

    private void stopWatching() {
        if (watched != null) {
            edges.rivals().end(watched);
            watched = null;
        }
        suspicions.endAll();
    }

    /** What the settings of the router say nothing about has changed: labels, excluded addresses, their interfaces. */
    private void installAgain() {
        addresses.announceWhenInstalled();
        addresses.install();
    }

    private void encodeAdverts(RouterSettings settings) {
        if (port != null && !conditions.source().isUnspecified()) {
            port.encode(
                    settings.encoder(),
                    Protocol.route(config, conditions.source()),
                    settings.effectivePriority(health.weight()));
        }
    }

    private void openPort() {
        if (!conditions.interfaceExists()) {
            return;
        }
        try {
            port = edges.adverts()
                    .open(
                            this,
                            conditions.interfaceIndex(),
                            config.interfaceName().orElse(""),
                            Protocol.family(config),
                            Protocol.group(config));
            encodeAdverts(Protocol.settings(config, conditions.source()));
        } catch (PosixException e) {
            log.warn("cannot listen for adverts: " + e.getMessage());
            conditions = conditions.withFault("no socket for adverts: " + e.getMessage());
        }
    }

    private void closePort() {
        if (port != null) {
            port.close();
            port = null;
        }
    }

    private void step(Event event) {
        if (broken) {
            return;
        }
        try {
            router.step(event, edges.loop().nowNanos(), this);
        } catch (RuntimeException e) {
            broken = true;
            log.broken(e);
            edges.loop().cancel(timer);
            addresses.withdraw();
            stopWatching();
            notifyState(Notifications.Event.FAULT);
            if (group != null) {
                group.failed(this);
            }
        }
    }

    private void timerExpired(long nowNanos) {
        if (router.state() == State.BACKUP && port != null) {
            // After a stall the master's adverts may still wait in the kernel: read them before believing in its death.
            port.drain();
            if (timer.isArmed()) {
                return;
            }
        }
        step(Event.TimerExpired.INSTANCE);
    }

    // --- AdvertListener

    @Override
    public int vrid() {
        return config.virtualRouterId();
    }

    @Override
    public boolean isAddressed(Advert advert) {
        return advert.isTo(listensTo) || listensTo.isUnspecified();
    }

    @Override
    public void advertReceived(Event.AdvertReceived received) {
        if (watched != null) {
            watched.advertHeard();
        }
        step(received);
    }

    @Override
    public void sendFailed(Errno error) {
        if (watched != null) {
            watched.advertRefused(error, edges.loop().nowNanos());
        }
        if (!error.equals(lastSendError)) {
            lastSendError = error;
            log.sendFailed(error);
        }
        if (conditions.sourceMissing() && !sendsInVain) {
            // The peers hear us no more, and we do not hear them.
            sendsInVain = true;
            lookAgainSoon();
        }
    }

    /** Peers that have asked for the lost address in vain would only ask again when the master has long been given up. */
    private void announceSource() {
        InetAddress source = conditions.source().toInetAddress();
        edges.interfaces()
                .holder(0, source)
                .flatMap(link -> edges.announcements()
                        .prepare(
                                link.name(),
                                link.index(),
                                link.hardwareAddress().bytes(),
                                source,
                                edges.interfaces().forwards(link)))
                .ifPresent(AddressAnnouncement::send);
    }

    private void lookAgainSoon() {
        edges.loop().arm(conditionsTimer, edges.loop().nowNanos());
    }

    private void lookAgain() {
        if (isRunning()) { // its last advert, too, may not have been sent
            interfacesChanged();
        }
    }

    // --- Effects

    @Override
    public void sendAdvert(int priority) {
        if (port != null) {
            port.send(priority);
        }
    }

    @Override
    public void installAddresses() {
        addresses.install();
    }

    @Override
    public void withdrawAddresses() {
        addresses.withdraw();
    }

    @Override
    public void announceAddresses(Announcement cause) {
        switch (cause) {
            case BECAME_MASTER -> addresses.announceWhenInstalled();
            case ADDRESSES_CHANGED -> addresses.announceChanges();
            case LOWER_PRIORITY_HEARD, DUAL_MASTER_ENDED -> addresses.announceAgain();
        }
    }

    @Override
    public void armDeadline(long deadlineNanos) {
        edges.loop().arm(timer, deadlineNanos);
    }

    @Override
    public void disarmDeadline() {
        edges.loop().cancel(timer);
    }

    @Override
    public void transition(State from, State to, TransitionReason reason) {
        lastSendError = null;
        if (from == State.MASTER && conditions.sourceMissing()) {
            lookAgainSoon(); // what a master may do without, a backup may not
        }
        if (from == State.MASTER) {
            stopWatching();
        }
        if (to == State.FAULT) {
            log.causes(causesOfFault());
        }
        log.transition(from, to);
    }

    @Override
    public void transitionComplete(State from, State to, TransitionReason reason) {
        notifyMasterIfDue(); // it was one, if only for a moment
        switch (to) {
            // As keepalived: when the addresses are there and announced, which scripts rely on.
            case MASTER -> {
                masterNotificationDue = true;
                watchRivals();
            }
            case BACKUP -> notifyState(Notifications.Event.BACKUP);
            case FAULT -> notifyState(Notifications.Event.FAULT);
            case INIT -> {
                // The outside is told by notifyEnd, when the addresses are gone.
            }
        }
    }

    private void notifyMasterIfDue() {
        if (masterNotificationDue) {
            masterNotificationDue = false;
            notifyState(Notifications.Event.MASTER);
            if (group != null) {
                group.masterNotified();
            }
        }
    }

    boolean isMasterNotificationDue() {
        return masterNotificationDue;
    }

    /** How the instance is now, for people and programs that ask. */
    InstanceStatus status() {
        return InstanceReport.of(
                config,
                Optional.ofNullable(group).map(InstanceGroup::toString),
                router,
                router.state() == State.FAULT ? causesOfFault() : List.of(),
                health,
                suspicions.all(),
                edges.loop().nowNanos());
    }

    private List<String> causesOfFault() {
        return router.isHealthy() && group != null ? List.of(group.faultOfOthers()) : router.faults();
    }

    /** Says that a reload changed nothing. */
    void notifyReloaded() {
        switch (router.state()) {
            case MASTER -> notifyReloaded(Notifications.Event.MASTER);
            case BACKUP -> notifyReloaded(Notifications.Event.BACKUP);
            case FAULT -> notifyReloaded(Notifications.Event.FAULT);
            case INIT -> {}
        }
    }

    private void notifyReloaded(Notifications.Event state) {
        edges.notifications().instanceReloaded(config, state, router.effectivePriority());
    }

    private void notifyState(Notifications.Event event) {
        edges.notifications().instance(config, event, router.effectivePriority());
    }

    @Override
    public void observe(Observation observation) {
        switch (observation) {
            case Observation.EffectivePriorityChanged _ -> {
                log.observation(observation, router.settings(), reasonsOfPriority);
                boolean master = router.state() == State.MASTER;
                notifyMasterIfDue();
                notifyState(master ? Notifications.Event.MASTER_PRIORITY : Notifications.Event.BACKUP_PRIORITY);
            }
            case Observation.RivalSuspected seen -> suspectRival(seen);
            case Observation.DualMasterEnded(var _, var _, long lastHeardNanos) -> {
                log.observation(observation, router.settings(), List.of());
                suspicions.end(Suspicion.Cause.RIVAL_GOES_ON);
                suspicions.end(Suspicion.Cause.ADVERTS_REJECTED);
                outlasted(lastHeardNanos);
            }
            case Observation.LowerPriorityHeard _ -> {
                log.observation(observation, router.settings(), List.of());
                notifyMasterIfDue();
                notifyState(Notifications.Event.MASTER_RX_LOWER_PRI);
            }
            default -> log.observation(observation, router.settings(), List.of());
        }
    }

    private void suspectRival(Observation.RivalSuspected seen) {
        // Two instances of this machine on one LAN are an odd configuration, but not two machines.
        if (!edges.interfaces().hasAddress(0, seen.advert().source().toInetAddress())) {
            suspicions.suspect(
                    seen.fault() == AdvertFault.NONE ? Suspicion.Cause.RIVAL_GOES_ON : Suspicion.Cause.ADVERTS_REJECTED,
                    ObservationText.of(seen, router.settings()),
                    edges.loop().nowNanos());
        }
    }

    @Override
    public void suspected(Suspicion suspicion) {
        log.suspected(suspicion);
    }

    @Override
    public void notSuspectedAnyMore(Suspicion suspicion, long lastSeenNanos) {
        log.notSuspectedAnyMore(suspicion, edges.loop().nowNanos() - suspicion.sinceNanos());
        // What adverts show is over when the router says so, which then announces by itself.
        boolean byAdverts = suspicion.cause() == Suspicion.Cause.RIVAL_GOES_ON
                || suspicion.cause() == Suspicion.Cause.ADVERTS_REJECTED;
        if (watched != null && !byAdverts && suspicions.isEmpty() && outlasted(lastSeenNanos)) {
            addresses.announceAgain();
        }
    }

    /**
     * There was another master, which the outside may have followed: it is told again who is master.
     *
     * @param lastSeenNanos the last sign of the other one
     * @return false if that has been told since
     */
    private boolean outlasted(long lastSeenNanos) {
        if (lastSeenNanos - outlastedNanos <= 0) {
            return false;
        }
        outlastedNanos = edges.loop().nowNanos();
        if (!masterNotificationDue) {
            notifyState(Notifications.Event.MASTER);
            if (group != null) {
                group.outlastedRival();
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name();
    }
}
