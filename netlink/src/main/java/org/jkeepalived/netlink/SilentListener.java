// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.posix.Errno;

/** Listens while the first dump is read: what that finds is no change. */
final class SilentListener implements NetlinkListener {
    /** Why the dump failed, null if it did not. */
    Errno failure;

    @Override
    public void linkAdded(Link link) {}

    @Override
    public void linkChanged(Link before, Link now) {}

    @Override
    public void linkRemoved(Link link) {}

    @Override
    public void addressAdded(InterfaceAddress address) {}

    @Override
    public void addressChanged(InterfaceAddress before, InterfaceAddress now) {}

    @Override
    public void addressRemoved(InterfaceAddress address) {}

    @Override
    public void overrun(int receiveBufferBytes, int enlargedBytes) {}

    @Override
    public void synchronizedAgain() {}

    @Override
    public void malformed(MessageFault fault) {}

    @Override
    public void dumpFailed(Errno errno, String text) {
        failure = errno;
    }
}
