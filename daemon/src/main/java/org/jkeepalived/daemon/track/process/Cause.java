// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

/** Why a count is another one: the delays of a tracked process depend on it. */
enum Cause {
    /** A process that counts has made a copy of itself, which may become something else soon. */
    FORK,
    /** A process that counted has ended, and may be started again soon. */
    EXIT,
    /** A process has become, or is no longer, one that counts, by execve(2) or by its name. */
    CHANGE,
    /** All processes were looked at anew. */
    SCAN
}
