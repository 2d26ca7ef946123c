// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

/** Something that must never be the case was the case. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what, long nowNanos) {
        super("at %.6f s: %s".formatted(nowNanos / 1e9, what));
    }
}
