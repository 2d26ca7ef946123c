// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.Locale;

/** What becomes of an instance, a group, a tracker or a kernel object in a reload. */
public enum Fate {
    /** Nothing about it changes, and nothing of it is touched. */
    KEPT,
    /** It goes on and takes what has changed. */
    ADAPTED,
    /** It goes on under another name, with whatever else has changed; instances only. */
    RENAMED,
    /** It goes on with another owner; kernel objects only. */
    MOVED,
    /** It ends and begins anew; instances only. */
    RESTARTED,
    ADDED,
    REMOVED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
