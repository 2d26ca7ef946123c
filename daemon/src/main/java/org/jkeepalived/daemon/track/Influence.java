// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.time.Instant;
import java.util.Optional;
import org.jkeepalived.config.model.Weight;

/**
 * What one tracker does to one instance at one moment.
 *
 * @param since when the status became what it is, for display
 */
public record Influence(TrackerKind kind, String name, Weight weight, Status status, Instant since) {
    /** A number times its weight that is this low is a fault. */
    private static final int FAULT_PRODUCT = -254;

    private static final int CONTRIBUTION_MAX = 253;

    /**
     * Whether an instance may start. Only a script that could be a fault is worth waiting for as long as it may take: a
     * weight can also come later. The other kinds' first results come at once.
     */
    public boolean isDecided() {
        return !(status instanceof Status.Undecided) || (kind == TrackerKind.SCRIPT && weight.changesPriority());
    }

    /** Why the instance has to be in FAULT, naming tracker and finding; empty if it does not have to because of this. */
    public Optional<String> fault() {
        return isFault() ? Optional.of(finding()) : Optional.empty();
    }

    private boolean isFault() {
        if (weight.changesPriority()) {
            return status instanceof Status.Level && product() <= FAULT_PRODUCT;
        }
        return switch (status) {
            case Status.Undecided _ -> false;
            case Status.Up _ -> weight.reverse();
            case Status.Down _ -> !weight.reverse();
            case Status.Level(long value, var _) -> (value != 0) != weight.reverse();
        };
    }

    /** What is added to the instance's priority: -253 to 253. */
    public int contribution() {
        return isFault() ? 0 : (int) Math.min(product(), CONTRIBUTION_MAX);
    }

    private long product() {
        long signed = weight.reverse() ? -weight.value() : weight.value();
        return switch (status) {
            case Status.Undecided _ -> 0;
            case Status.Up _ -> weight.value() > 0 ? signed : 0;
            case Status.Down _ -> weight.value() < 0 ? signed : 0;
            case Status.Level(long value, var _) -> value * signed;
        };
    }

    /** Kind, name and finding: {@code script check exited with status 1: "refused"}. */
    public String finding() {
        String text = kind.phrase() + " " + name + " ";
        return status instanceof Status.Level
                ? text + "has status " + (isFault() ? FAULT_PRODUCT : contribution()) + ": " + status.detail()
                : text + status.detail();
    }

    /** All of it in one line. */
    @Override
    public String toString() {
        String effect;
        if (!isDecided()) {
            effect = "the instance waits for it";
        } else if (isFault()) {
            effect = "fault";
        } else {
            effect = weight.changesPriority() ? "priority %+d".formatted(contribution()) : "no fault";
        }
        return finding() + " (weight " + weight + ", since " + since + "): " + effect;
    }
}
