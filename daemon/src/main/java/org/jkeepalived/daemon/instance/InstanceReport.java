// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.rival.Suspicion;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.daemon.track.Health;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.TransitionReason;
import org.jkeepalived.vrrp.VirtualRouter;

/** Puts together what an instance says of itself. */
final class InstanceReport {
    private InstanceReport() {}

    static InstanceStatus of(
            VrrpInstance config,
            Optional<String> group,
            VirtualRouter router,
            List<String> faults,
            Health health,
            List<Suspicion> suspicions,
            long nowNanos) {
        Optional<TransitionReason> reason = Optional.ofNullable(router.lastTransitionReason());
        Instant now = Instant.now();
        return new InstanceStatus(
                config,
                group,
                router.state(),
                reason.map(_ -> now.minusNanos(nowNanos - router.lastTransitionNanos())),
                reason,
                faults,
                router.effectivePriority(),
                health,
                Optional.ofNullable(router.masterAddress()),
                router.masterPriority(),
                counters(router),
                suspicions.stream()
                        .map(suspicion -> new InstanceStatus.SuspicionStatus(
                                suspicion.cause().key(),
                                suspicion.text(),
                                now.minusNanos(nowNanos - suspicion.sinceNanos())))
                        .toList());
    }

    private static Map<Counter, Long> counters(VirtualRouter router) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counters.put(counter, router.counters().get(counter));
        }
        return counters;
    }
}
