// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Seconds;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.VrrpInstance;

/** Rules about scripts, processes and what else is tracked. */
final class TrackerChecks {
    private static final Duration SLOW = Duration.ofSeconds(60);

    private TrackerChecks() {}

    static void timeoutAboveInterval(Subject subject, Report report) {
        for (var script : subject.configuration().trackers().scripts()) {
            if (script.timeout().compareTo(script.interval()) > 0) {
                report.at(
                        subject.place("vrrp_script", script.name(), "timeout"),
                        "vrrp_script " + script.name() + " has a timeout of " + Seconds.text(script.timeout())
                                + " s and an interval of " + Seconds.text(script.interval()) + " s");
            }
        }
    }

    static void slowScript(Subject subject, Report report) {
        for (var script : subject.configuration().trackers().scripts()) {
            var duration = script.interval().multipliedBy(script.fall());
            if (duration.compareTo(SLOW) > 0) {
                report.at(
                        subject.place("vrrp_script", script.name(), "interval"),
                        "vrrp_script " + script.name() + " notices a failure after up to " + Seconds.text(duration)
                                + " s");
            }
        }
    }

    static void unused(Subject subject, Report report) {
        var trackers = subject.configuration().trackers();
        var scripts = used(subject, Tracking::scripts);
        trackers.scripts().stream()
                .filter(script -> !scripts.contains(script.name()))
                .forEach(script -> reportUnused(subject, report, "vrrp_script", script.name()));
        var processes = used(subject, Tracking::processes);
        trackers.processes().stream()
                .filter(process -> !processes.contains(process.name()))
                .forEach(process -> reportUnused(subject, report, "vrrp_track_process", process.name()));
    }

    private static void reportUnused(Subject subject, Report report, String block, String name) {
        report.at(subject.origins().block(block, name), block + " " + name + " is not tracked by anything");
    }

    private static Set<String> used(Subject subject, Function<Tracking, List<Tracked>> list) {
        var configuration = subject.configuration();
        return Stream.concat(
                        configuration.instances().stream().map(VrrpInstance::tracking),
                        configuration.syncGroups().stream().map(group -> group.tracking()))
                .flatMap(tracking -> list.apply(tracking).stream())
                .map(Tracked::name)
                .collect(Collectors.toSet());
    }

    static void delayAboveInterval(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            interfaceDelayAboveInterval(subject, report, instance);
            var tracked = subject.configuration().tracking(instance).processes().stream()
                    .map(Tracked::name)
                    .collect(Collectors.toSet());
            for (var process : subject.configuration().trackers().processes()) {
                if (tracked.contains(process.name())
                        && process.terminateDelay().compareTo(instance.advertInterval()) > 0) {
                    report.at(
                            subject.place("vrrp_track_process", process.name(), "terminate_delay"),
                            "vrrp_track_process " + process.name() + waits(process.terminateDelay(), instance),
                            subject.place(instance, "advert_int"),
                            "the interval");
                }
            }
        }
    }

    private static void interfaceDelayAboveInterval(Subject subject, Report report, VrrpInstance instance) {
        for (var delay : subject.configuration().interfaceSettings().delays()) {
            if (instance.interfaceName().filter(delay.interfaceName()::equals).isPresent()
                    && delay.down().compareTo(instance.advertInterval()) > 0) {
                report.at(
                        subject.origins().line("interface_up_down_delays", delay.interfaceName()),
                        "the loss of " + delay.interfaceName() + waits(delay.down(), instance),
                        subject.place(instance, "advert_int"),
                        "the interval");
            }
        }
    }

    private static String waits(Duration delay, VrrpInstance instance) {
        return " waits " + Seconds.text(delay) + " s, and " + instance.name() + " sends adverts every "
                + Seconds.text(instance.advertInterval()) + " s";
    }
}
