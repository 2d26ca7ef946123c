// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.message.MessageFault;
import org.jkeepalived.posix.Errno;

/** Writes down events: "+name", "-name", "old>new" for links, the same with the address for addresses. */
final class RecordingListener implements NetlinkListener {
    private final List<String> events = new ArrayList<>();
    final List<String> incidents = new ArrayList<>();

    /** The events since the last call. */
    List<String> taken() {
        var taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    boolean saw(String event) {
        return events.contains(event);
    }

    private static String text(InterfaceAddress address) {
        return address.local().getHostAddress();
    }

    @Override
    public void linkAdded(Link link) {
        events.add("+" + link.name());
    }

    @Override
    public void linkChanged(Link before, Link now) {
        events.add(before.name() + ">" + now.name());
    }

    @Override
    public void linkRemoved(Link link) {
        events.add("-" + link.name());
    }

    @Override
    public void addressAdded(InterfaceAddress address) {
        events.add("+" + text(address));
    }

    @Override
    public void addressChanged(InterfaceAddress before, InterfaceAddress now) {
        events.add(text(before) + ">" + text(now));
    }

    @Override
    public void addressRemoved(InterfaceAddress address) {
        events.add("-" + text(address));
    }

    @Override
    public void overrun(int receiveBufferBytes, int enlargedBytes) {
        incidents.add("overrun " + receiveBufferBytes + " " + enlargedBytes);
    }

    @Override
    public void synchronizedAgain() {
        incidents.add("synchronized");
    }

    @Override
    public void malformed(MessageFault fault) {
        incidents.add("malformed " + fault);
    }

    @Override
    public void dumpFailed(Errno errno, String text) {
        incidents.add("dump failed " + errno);
    }
}
