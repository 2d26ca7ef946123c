// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two voices of the daemon. keepalived is two processes that log under two identifiers, and tools filter by them:
 * what its parent process says goes to {@link #parent()}, everything about VRRP to {@link #vrrp()}.
 *
 * <p>The levels are keepalived's switches: {@code info} always, {@code debug} what {@code -D} adds, {@code trace} what
 * a second {@code -D} adds; {@code warn} and {@code error} only change the severity in syslog. A line costs the caller
 * its formatting and a place in a queue, never a system call; see {@link Logging}.
 */
public final class DaemonLog {
    /** The identifier of keepalived's parent process. */
    public static final String PARENT_IDENTIFIER = "Keepalived";

    /** The identifier of keepalived's VRRP process. */
    public static final String VRRP_IDENTIFIER = "Keepalived_vrrp";

    private static final Logger PARENT = LoggerFactory.getLogger(PARENT_IDENTIFIER);
    private static final Logger VRRP = LoggerFactory.getLogger(VRRP_IDENTIFIER);

    private static volatile String suffix = "";

    private DaemonLog() {}

    /** For start, stop and reload of the daemon as a whole. */
    public static Logger parent() {
        return PARENT;
    }

    /** For everything about VRRP. */
    public static Logger vrrp() {
        return VRRP;
    }

    /** Whether {@code -D} was given, for what is costly to put into words. */
    public static boolean detail() {
        return VRRP.isDebugEnabled();
    }

    /**
     * Marks the daemon's lines when it shares a host with others, as keepalived does: {@code Keepalived_vrrp} becomes
     * {@code Keepalived_vrrp_NAMESPACE_INSTANCE}.
     */
    public static void identify(Optional<String> networkNamespace, Optional<String> instanceName) {
        var marks = networkNamespace.map(name -> "_" + name).orElse("")
                + instanceName.map(name -> "_" + name).orElse("");
        if (!marks.isEmpty()) {
            PARENT.info("Changing syslog ident to {}{}", PARENT_IDENTIFIER, marks);
        }
        suffix = marks;
    }

    static String suffix() {
        return suffix;
    }
}
