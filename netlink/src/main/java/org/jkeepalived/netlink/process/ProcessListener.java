// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

/** Receives from a {@link ProcessConnector} what happens to processes; threads are left out. */
public interface ProcessListener {
    /**
     * The kernel has answered the subscription, or that of somebody else: all subscribers hear it.
     *
     * @param error 0, or an error number: there will be no events
     */
    void acknowledged(int error);

    /** The child begins as a copy of the parent, its name and command line included. */
    void forked(int parent, int child);

    /** The process runs another program now (execve(2)), or the same from its beginning. */
    void executed(int process);

    /** The process has another name (prctl(2) PR_SET_NAME, /proc/PID/comm). */
    void renamed(int process);

    /** The process has ended; its parent may not have noticed yet. A process whose first thread ends before others counts too. */
    void exited(int process);

    /** Events were lost, because the receive buffer was full: what is known of processes may be wrong. */
    void overrun();
}
