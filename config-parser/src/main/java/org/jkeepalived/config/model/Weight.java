// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/**
 * What the result of a tracker does to the priority of an instance.
 *
 * <p>With value 0 a failure is a fault. Otherwise the priority is changed by the value: a positive one is added while
 * the tracker is well, a negative one is added (so the priority sinks) while it is not. A tracked file multiplies the
 * value by the number that it holds, and 0 means a fault when that number is not 0.
 *
 * @param value -254 to 254
 * @param reverse the other way round: well counts as failed and failed as well
 */
public record Weight(int value, boolean reverse) {
    public static final Weight NONE = new Weight(0, false);
    public static final Weight ONE = new Weight(1, false);

    /** Whether the priority changes, and a failure is therefore no fault. */
    public boolean changesPriority() {
        return value != 0;
    }

    /** As the file has it after the keyword {@code weight}. */
    @Override
    public String toString() {
        return reverse ? value + " reverse" : Integer.toString(value);
    }
}
