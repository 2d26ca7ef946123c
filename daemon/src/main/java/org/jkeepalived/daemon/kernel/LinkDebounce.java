// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.loop.Timers;
import org.jkeepalived.netlink.link.Link;
import org.slf4j.Logger;

/**
 * Which interfaces count as up. Where {@code interface_up_down_delays} says so, a change has to last before it counts;
 * but an interface's first coming up, and its end, count at once.
 */
final class LinkDebounce {
    private final Timers loop;
    private final Runnable listener;
    private final Logger log;
    private final Map<String, Debounced> byName = new HashMap<>();

    /**
     * Nothing is delayed yet.
     *
     * @param listener told that something counts otherwise than before because its time has come
     */
    LinkDebounce(Timers loop, Runnable listener, Logger log) {
        this.loop = loop;
        this.listener = listener;
        this.log = log;
    }

    /**
     * Takes other delays, which count for changes from now on.
     *
     * @param links the interface of a name, null if it does not exist
     */
    void configure(List<InterfaceSettings.Delay> delays, Function<String, Link> links) {
        Map<String, Debounced> before = Map.copyOf(byName);
        byName.clear();
        for (InterfaceSettings.Delay delay : delays) {
            Debounced debounced = before.get(delay.interfaceName());
            if (debounced == null) {
                debounced = new Debounced(links.apply(delay.interfaceName()));
            }
            debounced.delay = delay;
            byName.put(delay.interfaceName(), debounced);
        }
        before.forEach((name, debounced) -> {
            if (!byName.containsKey(name)) {
                loop.cancel(debounced.timer);
            }
        });
    }

    boolean isUp(Link link) {
        Debounced debounced = byName.get(link.name());
        return debounced == null ? isUsable(link) : debounced.up;
    }

    /** Packets can be exchanged: it is set up by the administrator and connected. */
    private static boolean isUsable(Link link) {
        return link.isUp() && link.isRunning();
    }

    /** The kernel reports an interface as it is now. */
    void changed(Link now) {
        Debounced debounced = byName.get(now.name());
        if (debounced != null) {
            debounced.changed(now);
        }
    }

    /** There is no interface of that name any more. */
    void removed(String name) {
        Debounced debounced = byName.get(name);
        if (debounced != null) {
            loop.cancel(debounced.timer);
            debounced.become(null);
            debounced.seenUp = false;
        }
    }

    private final class Debounced {
        private final Timer timer = new Timer(this::lasted);
        private InterfaceSettings.Delay delay;
        private Link pending;
        private int flags;
        private boolean up;
        private boolean seenUp;

        private Debounced(Link link) {
            become(link);
        }

        private void become(Link link) {
            flags = link == null ? 0 : link.flags();
            up = link != null && isUsable(link);
            seenUp |= up;
        }

        private void changed(Link now) {
            pending = now;
            if (isUsable(now) == up) {
                loop.cancel(timer);
            } else if (!timer.isArmed()) {
                Duration wait = up ? delay.down() : delay.up();
                if (!seenUp || wait.isZero()) {
                    become(now);
                } else {
                    log.info(
                            "{}: Adding flags change from 0x{} to 0x{} delay by {}",
                            now.name(),
                            Integer.toHexString(flags),
                            Integer.toHexString(now.flags()),
                            wait.toNanos() / 1_000);
                    loop.arm(timer, loop.nowNanos() + wait.toNanos());
                }
            }
        }

        private void lasted(long nowNanos) {
            become(pending);
            log.info("Netlink reports {} {}", pending.name(), up ? "up" : "down");
            listener.run();
        }
    }
}
