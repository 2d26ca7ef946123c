// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jkeepalived.config.write.Change;

/** Writes a plan for people. */
final class PlanText {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    static String of(ReloadPlan plan) {
        var text = new PlanText();
        text.line(0, "instances: " + counts(plan.instances(), PlannedInstance::fate));
        plan.instances().forEach(text::instance);
        text.blocks("groups", plan.groups());
        text.blocks("trackers", plan.trackers());
        if (!plan.settings().isEmpty()) {
            text.line(0, "global settings: " + plan.settings().size() + " changed");
            plan.settings()
                    .forEach(setting -> text.line(
                            1,
                            setting.change()
                                    + (setting.inEffect() ? "" : " (takes effect when the daemon starts again)")));
        }
        if (!plan.objects().isEmpty()) {
            text.line(0, "addresses: " + counts(plan.objects(), PlannedObject::fate));
            plan.objects().forEach(text::object);
        }
        return text.out.toString();
    }

    private static <T> String counts(List<T> all, Function<T, Fate> fate) {
        Map<Fate, Long> counts = all.stream().collect(Collectors.groupingBy(fate, Collectors.counting()));
        var parts = new ArrayList<String>();
        for (Fate each : Fate.values()) {
            if (counts.containsKey(each)) {
                parts.add(counts.get(each) + " " + each);
            }
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private void instance(PlannedInstance instance) {
        if (instance.fate() != Fate.KEPT) {
            String from =
                    instance.formerName().map(name -> " (was " + name + ")").orElse("");
            line(1, instance.name() + from + ": " + instance.fate());
            instance.reasons().forEach(reason -> line(2, "because of " + reason));
            instance.changes().forEach(change -> line(2, change.toString()));
        }
    }

    private void blocks(String title, List<PlannedBlock> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        line(0, title + ": " + counts(blocks, PlannedBlock::fate));
        for (PlannedBlock block : blocks) {
            if (block.fate() != Fate.KEPT) {
                line(1, block.keyword() + " " + block.name() + ": " + block.fate());
                for (Change change : block.changes()) {
                    line(2, change.toString());
                }
            }
        }
    }

    private void object(PlannedObject object) {
        if (object.fate() != Fate.KEPT) {
            String owners = switch (object.fate()) {
                case REMOVED -> String.join(", ", object.from());
                case MOVED -> String.join(", ", object.from()) + " -> " + String.join(", ", object.to());
                default -> String.join(", ", object.to());
            };
            line(1, object.text() + ": " + object.fate() + " (" + owners + ")");
        }
    }

    private void line(int depth, String text) {
        out.repeat(INDENT, depth).append(text).append('\n');
    }
}
