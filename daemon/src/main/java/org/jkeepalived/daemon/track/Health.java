// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What all that an instance tracks means to it at one moment. */
public record Health(List<Influence> influences) {
    /** Nothing is tracked. */
    public static final Health NONE = new Health(List.of());

    public Health {
        influences = List.copyOf(influences);
    }

    /** Whether an instance may start; one that runs goes on without the results that are missing. */
    public boolean isDecided() {
        return influences.stream().allMatch(Influence::isDecided);
    }

    /** Why the instance has to be in FAULT, a cause each; empty if it does not have to. */
    public List<String> faults() {
        return influences.stream()
                .map(Influence::fault)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The sum of what is added to the instance's priority; the limits of a priority are not applied. */
    public int weight() {
        return influences.stream().mapToInt(Influence::contribution).sum();
    }

    /** What made the weight another one than before, in words; empty if it is the same trackers' same contributions. */
    public List<String> reasonsOfWeight(Health before) {
        List<String> reasons = new ArrayList<>();
        for (Influence influence : influences) {
            Optional<Influence> earlier = before.find(influence);
            if (earlier.map(Influence::contribution).orElse(0) != influence.contribution()) {
                reasons.add(influence.finding());
            }
        }
        for (Influence influence : before.influences) {
            if (influence.contribution() != 0 && find(influence).isEmpty()) {
                reasons.add(influence.kind().phrase() + " " + influence.name() + " is not tracked any more");
            }
        }
        return reasons;
    }

    private Optional<Influence> find(Influence other) {
        return influences.stream()
                .filter(influence ->
                        influence.kind() == other.kind() && influence.name().equals(other.name()))
                .findFirst();
    }

    /** In one line what it comes to. */
    @Override
    public String toString() {
        String missing = influences.stream()
                .filter(influence -> !influence.isDecided())
                .map(Influence::finding)
                .collect(Collectors.joining(", ", "waits for ", ""));
        List<String> parts = new ArrayList<>();
        if (!isDecided()) {
            parts.add(missing);
        }
        parts.add(faults().isEmpty() ? "no fault" : "fault: " + String.join(", ", faults()));
        if (weight() != 0) {
            parts.add("priority %+d".formatted(weight()));
        }
        return String.join("; ", parts);
    }
}
