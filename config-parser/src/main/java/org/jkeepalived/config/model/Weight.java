// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/**
 * What the result of a tracker does to the priority of an instance.
 *
 * <p>Value 0: being down is a fault, with {@code reverse} being up is one. A positive value is added to the priority while
 * the tracker is up, a negative one while it is down, so that the priority sinks; with {@code reverse} either is
 * subtracted instead. The value of a {@link TrackFile} is multiplied by the number in the file; with 0, any other number
 * than 0 is a fault.
 *
 * @param value -254 to 254
 * @param reverse the other way round
 */
public record Weight(int value, boolean reverse) {
    public static final Weight NONE = new Weight(0, false);
    public static final Weight ONE = new Weight(1, false);

    /** Whether the priority changes, and being down is no fault. */
    public boolean changesPriority() {
        return value != 0;
    }

    /** As the file has it after the keyword {@code weight}. */
    @Override
    public String toString() {
        return reverse ? value + " reverse" : Integer.toString(value);
    }
}
