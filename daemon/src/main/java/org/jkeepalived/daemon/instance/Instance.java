// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.List;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.advert.AdvertListener;
import org.jkeepalived.daemon.advert.AdvertSocket;
import org.jkeepalived.daemon.advert.RouterAdverts;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.notify.Notifications;
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
import org.jkeepalived.vrrp.packet.IpAddress;

/**
 * One {@code vrrp_instance} at work: its state machine, and what the machine's effects do to the world.
 *
 * <p>All on the loop's thread. A failure inside the state machine, which would be a mistake of the program, is contained:
 * this instance gives up its addresses and stays in FAULT, the others go on.
 */
final class Instance implements Effects, AdvertListener {
    private final Edges edges;
    private final InstanceLog log;
    private final Timer timer = new Timer(this::timerExpired);
    private final InstanceAddresses addresses;
    private final VirtualRouter router;

    private VrrpInstance config;
    private IpAddress listensTo;
    private InterfaceConditions conditions;
    private AdvertSocket socket;
    private RouterAdverts adverts;
    private Errno lastSendError;
    private boolean masterNotificationDue;
    private boolean broken;

    Instance(VrrpInstance config, Edges edges) {
        this.edges = edges;
        this.config = config;
        log = new InstanceLog(config.name(), edges.log());
        addresses = new InstanceAddresses(config, edges, log, this::notifyMasterIfDue);
        listensTo = Protocol.listensTo(config);
        conditions = InterfaceConditions.of(config, edges);
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

    /** Makes the router hear adverts; it takes no part before {@link #start}. */
    void listen() {
        openSocket();
        addresses.prepareAnnouncements();
    }

    /** Starts the router in the state that its interface allows. */
    void start(boolean startupDelay) {
        conditions.faults().forEach(log::startsWithFault);
        step(new Event.HealthChanged(conditions.faults()));
        step(new Event.Start(startupDelay));
    }

    /** Stops the router: resigns, gives up the addresses, and closes the socket. */
    void stop() {
        step(new Event.Stop());
        closeSocket();
    }

    /** Says STOP (or FAULT, or DELETED) to the outside, once the addresses are gone. */
    void notifyEnd(Notifications.Event event) {
        notifyMasterIfDue();
        edges.notifications().instance(config, event, router.effectivePriority());
    }

    void startupDelayOver() {
        step(new Event.StartupDelayOver());
    }

    /**
     * Whether a changed configuration can be taken in place. Another VRID, family, version, interface or transport is
     * another router to the peers.
     */
    boolean canBecome(VrrpInstance changed) {
        return changed.virtualRouterId() == config.virtualRouterId()
                && changed.family() == config.family()
                && changed.version() == config.version()
                && changed.interfaceName().equals(config.interfaceName())
                && Protocol.group(changed).equals(Protocol.group(config));
    }

    /** Takes a changed configuration in place; {@link #canBecome} must have said yes. */
    void become(VrrpInstance changed) {
        boolean sameAddresses = changed.addresses().equals(config.addresses())
                && changed.excludedAddresses().equals(config.excludedAddresses());
        config = changed;
        listensTo = Protocol.listensTo(changed);
        conditions = InterfaceConditions.of(config, edges);
        List<VirtualAddress> dropped = addresses.configure(changed);
        applySettings();
        if (router.state() != State.MASTER) {
            edges.addresses().removeStale(dropped);
        } else if (!sameAddresses) {
            installAgain();
        }
    }

    /** Something about interfaces or their addresses has changed that may concern this instance. */
    void interfacesChanged() {
        InterfaceConditions previous = conditions;
        conditions = InterfaceConditions.of(config, edges);
        if (conditions.equals(previous)) {
            return;
        }
        if (!conditions.faults().isEmpty()) {
            step(new Event.HealthChanged(conditions.faults()));
        }
        if (socket != null && socket.interfaceIndex() != conditions.interfaceIndex()) {
            closeSocket();
        }
        if (socket == null) {
            openSocket();
        }
        applySettings();
        if (conditions.faults().isEmpty()) {
            step(new Event.HealthChanged(List.of()));
        }
        if (router.state() == State.MASTER && !conditions.addressInterfaces().equals(previous.addressInterfaces())) {
            installAgain();
        }
    }

    private void applySettings() {
        addresses.prepareAnnouncements();
        RouterSettings settings = Protocol.settings(config, conditions.source());
        encodeAdverts(settings);
        if (!settings.equals(router.settings())) {
            step(new Event.SettingsChanged(settings));
        }
    }

    /** What the settings of the router say nothing about has changed: labels, excluded addresses, their interfaces. */
    private void installAgain() {
        addresses.announceWhenInstalled();
        addresses.install();
    }

    private void encodeAdverts(RouterSettings settings) {
        if (adverts != null && !conditions.source().isUnspecified()) {
            adverts.encode(settings.encoder(), Protocol.route(config, conditions.source()), router.effectivePriority());
        }
    }

    private void openSocket() {
        if (!conditions.interfaceExists()) {
            return;
        }
        try {
            socket = edges.sockets()
                    .open(
                            this,
                            conditions.interfaceIndex(),
                            config.interfaceName().orElse(""),
                            Protocol.family(config),
                            Protocol.group(config));
            adverts = new RouterAdverts(edges.sockets(), socket, this::sendFailed);
            encodeAdverts(Protocol.settings(config, conditions.source()));
        } catch (PosixException e) {
            log.warn("cannot listen for adverts: " + e.getMessage());
            conditions = conditions.withFault("no socket for adverts: " + e.getMessage());
        }
    }

    private void closeSocket() {
        if (socket != null) {
            edges.sockets().close(this, socket, Protocol.group(config));
            socket = null;
            adverts = null;
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
            edges.notifications().instance(config, Notifications.Event.FAULT, router.effectivePriority());
        }
    }

    private void timerExpired(long nowNanos) {
        if (router.state() == State.BACKUP && socket != null) {
            // After a stall the master's adverts may still wait in the kernel: read them before believing in its death.
            edges.sockets().drain(socket);
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
        step(received);
    }

    // --- Effects

    @Override
    public void sendAdvert(int priority) {
        if (adverts != null) {
            adverts.send(priority);
        }
    }

    private void sendFailed(Errno error) {
        if (!error.equals(lastSendError)) {
            lastSendError = error;
            log.warn("send advert error " + error.value() + " (" + error.text() + ")");
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
            case BECAME_MASTER, ADDRESSES_CHANGED -> addresses.announceWhenInstalled();
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
        log.transition(from, to);
    }

    @Override
    public void transitionComplete(State from, State to, TransitionReason reason) {
        notifyMasterIfDue(); // it was one, if only for a moment
        switch (to) {
            // As keepalived: when the addresses are there and announced, which scripts rely on.
            case MASTER -> masterNotificationDue = true;
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
        }
    }

    private void notifyState(Notifications.Event event) {
        edges.notifications().instance(config, event, router.effectivePriority());
    }

    @Override
    public void observe(Observation observation) {
        log.observation(observation, router.settings());
        if (observation instanceof Observation.LowerPriorityHeard) {
            notifyMasterIfDue();
            notifyState(Notifications.Event.MASTER_RX_LOWER_PRI);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
