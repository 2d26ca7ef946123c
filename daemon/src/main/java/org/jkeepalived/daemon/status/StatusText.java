// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.vrrp.Counter;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.TransitionReason;

/** Puts the daemon's status into words: a line for the daemon, a paragraph for each instance. */
public final class StatusText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final StringBuilder out = new StringBuilder();
    private final Instant now = Instant.now();

    private StatusText() {}

    /** A line or two for the daemon, a paragraph for each instance. */
    public static String of(DaemonStatus status) {
        var text = new StatusText();
        text.daemon(status);
        status.instances().forEach(text::instance);
        return text.out.toString();
    }

    /** A paragraph for each. */
    public static String of(List<InstanceStatus> instances) {
        var text = new StatusText();
        instances.forEach(text::instance);
        return text.out.toString();
    }

    private void daemon(DaemonStatus status) {
        out.append("jkeepalived ").append(status.version()).append(", process ").append(status.pid());
        line(" since " + time(status.started()) + ", configuration " + status.configurationFile());
        status.lastReload()
                .ifPresent(reload -> line("last reload " + time(reload.at())
                        + (reload.applied() ? ": in effect; " : ": refused; ") + reload.summary()));
        if (status.instances().isEmpty()) {
            line("no virtual routers");
        }
    }

    private void instance(InstanceStatus instance) {
        line("");
        out.append(instance.config().name()).append(": ").append(instance.state());
        instance.since()
                .ifPresent(since -> out.append(" since ")
                        .append(time(since))
                        .append(" (")
                        .append(age(since))
                        .append(')'));
        line(instance.reason().map(reason -> ", " + words(reason)).orElse(""));
        instance.suspicions()
                .forEach(suspicion ->
                        detail("dual master suspected", suspicion.text() + ", since " + time(suspicion.since())));
        instance.faults().forEach(fault -> detail("fault", fault));
        detail("router", router(instance));
        detail("priority", priority(instance));
        instance.tracked().forEach(reason -> detail("tracks", reason));
        if (instance.state() == State.BACKUP) {
            detail(
                    "master",
                    instance.master()
                            .map(master -> master + " with priority " + instance.masterPriority())
                            .orElse("none heard"));
        }
        detail("addresses", instance.addresses().isEmpty() ? "none" : String.join(", ", instance.addresses()));
        detail("adverts", counters(instance.counters()));
    }

    private static String router(InstanceStatus instance) {
        VrrpInstance config = instance.config();
        return "VRID " + config.virtualRouterId()
                + config.interfaceName().map(name -> " on " + name).orElse("")
                + (config.family() == AddressFamily.IPV4 ? ", IPv4" : ", IPv6")
                + ", VRRP version " + config.version()
                + instance.group().map(group -> ", in group " + group).orElse("");
    }

    private static String priority(InstanceStatus instance) {
        int difference = instance.effectivePriority() - instance.config().priority();
        return instance.effectivePriority()
                + (difference == 0 ? "" : " (%d%+d)".formatted(instance.config().priority(), difference));
    }

    /** Sent and received always, of the rest what is not zero. */
    private static String counters(Map<Counter, Long> counters) {
        List<String> parts = new ArrayList<>();
        parts.add(counters.get(Counter.ADVERT_SENT) + " sent");
        parts.add(counters.get(Counter.ADVERT_RECEIVED) + " received");
        counters.forEach((counter, count) -> {
            if (count != 0 && counter != Counter.ADVERT_SENT && counter != Counter.ADVERT_RECEIVED) {
                parts.add(counter.key() + " " + count);
            }
        });
        return String.join(", ", parts);
    }

    private static String words(TransitionReason reason) {
        return switch (reason) {
            case STARTED -> "as it was started";
            case ADDRESS_OWNER -> "as the owner of its addresses";
            case NO_RESPONSE -> "as no master was heard";
            case MASTER_RESIGNED -> "as the master resigned";
            case PREEMPTED -> "as the master's priority was lower";
            case HIGHER_PRIORITY_HEARD -> "as another master has a higher priority";
            case HIGHER_ADDRESS_HEARD -> "as another master of the same priority has a higher address";
            case STALLED -> "as it could not run for too long";
            case FAULT -> "as something is missing";
            case SYNC_GROUP -> "with its sync group";
            case RECOVERED -> "as nothing is missing any more";
            case STOPPED -> "as it was stopped";
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private String age(Instant since) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min " + age.toSecondsPart() + " s" : age.toSeconds() + " s";
    }

    private void detail(String name, String text) {
        line("    " + name + ": " + text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
