// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.posix.Errno;

/**
 * Told by {@link NetlinkMonitor} what changed, after the monitor's own state has changed. It makes no difference whether
 * the kernel reported the change or a repeated dump found it.
 */
public interface NetlinkListener {
    void linkAdded(Link link);

    /** The index is the same in both; everything else may differ, the name included. */
    void linkChanged(Link before, Link now);

    /** The link's addresses have been reported as removed before. */
    void linkRemoved(Link link);

    void addressAdded(InterfaceAddress address);

    /** The {@link InterfaceAddress#key()} is the same in both. */
    void addressChanged(InterfaceAddress before, InterfaceAddress now);

    void addressRemoved(InterfaceAddress address);

    /**
     * The kernel dropped notifications because the receive buffer was full. Reported once per incident; the differences
     * follow as ordinary events, then {@link #synchronizedAgain()}.
     *
     * @param receiveBufferBytes how large it was
     * @param enlargedBytes how large it is now; the same if it may not grow further
     */
    void overrun(int receiveBufferBytes, int enlargedBytes);

    /** All that an overrun hid has been found. */
    void synchronizedAgain();

    /** A message could not be read and was left out. */
    void malformed(MessageFault fault);

    /** The kernel refused or broke off a dump; the next audit tries again. */
    void dumpFailed(Errno errno, String text);
}
