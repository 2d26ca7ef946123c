// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.VrrpInstance;

/** Rules about who becomes master. */
final class ElectionChecks {
    private static final int OWNER = 255;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 254;

    private ElectionChecks() {}

    static void ownerPriority(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            if (instance.priority() == OWNER && !instance.strictMode()) {
                report.at(
                        subject.place(instance, "priority", "state"),
                        "(" + instance.name() + ") has priority 255, that of an address owner");
            }
        }
    }

    static void stateMaster(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            if (instance.initialState() == InitialState.MASTER && instance.priority() != OWNER) {
                report.at(subject.place(instance, "state"), "(" + instance.name() + ") starts in state MASTER");
            }
        }
    }

    static void sameIdInBothFamilies(Subject subject, Report report) {
        var seen = new HashMap<List<Object>, VrrpInstance>();
        for (var instance : subject.configuration().instances()) {
            var key = List.<Object>of(instance.interfaceName(), instance.virtualRouterId());
            var other = seen.putIfAbsent(key, instance);
            if (other != null && other.family() != instance.family()) {
                report.at(
                        subject.place(instance, "virtual_router_id"),
                        "(" + instance.name() + ") has the virtual_router_id " + instance.virtualRouterId() + " of "
                                + other.name() + ", which is of the other family",
                        subject.place(other, "virtual_router_id"),
                        "the other one");
            }
        }
    }

    static void weightBeyondRange(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            var range = PriorityRange.of(subject.configuration(), instance);
            if (instance.priority() != OWNER && (range.lowest() < LOWEST || range.highest() > HIGHEST)) {
                report.at(
                        subject.place(instance, "priority"),
                        "(" + instance.name() + ") weights make the priority " + range.lowest() + " to "
                                + range.highest());
            }
        }
    }

    /** All that changes the priority. */
    static Stream<Tracked> weighing(Tracking tracking) {
        return Stream.of(
                        tracking.interfaces(),
                        tracking.scripts(),
                        tracking.files(),
                        tracking.processes(),
                        tracking.bfdSessions())
                .flatMap(List::stream)
                .filter(tracked -> tracked.weight().changesPriority());
    }

    static void passwordInClear(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            var authentication = instance.authentication();
            if (authentication.isPresent() && authentication.get().type() == Authentication.Type.PASS) {
                report.at(subject.place(instance, "authentication"), "(" + instance.name() + ") sends its password");
            }
        }
    }
}
