// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

/** What a tracker has found out last. */
public sealed interface Status {

    /**
     * The finding for people, to be read after the name: {@code down}, {@code exited with status 1: "refused"}. One line.
     */
    String detail();

    /** Whether it means the same to those that track it, be the details as they may. */
    default boolean isSameAs(Status other) {
        return getClass() == other.getClass();
    }

    /** There is no result yet. */
    record Undecided(String detail) implements Status {}

    record Up(String detail) implements Status {}

    record Down(String detail) implements Status {}

    /** A number that is neither good nor bad until a weight is given to it. */
    record Level(long value, String detail) implements Status {
        @Override
        public boolean isSameAs(Status other) {
            return other instanceof Level(long otherValue, var _) && otherValue == value;
        }
    }
}
