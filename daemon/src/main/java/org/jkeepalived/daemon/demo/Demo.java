// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

/** A failover between two routers, shown live. */
public final class Demo {

    /** What the second router runs. */
    public enum Peer {
        JKEEPALIVED,
        KEEPALIVED
    }

    private Demo() {}

    /** Runs the demonstration and returns the exit code of the process. */
    public static int run(Peer peer) {
        System.err.println("jkeepalived demo: not there yet (peer " + peer + ")");
        return 1;
    }
}
