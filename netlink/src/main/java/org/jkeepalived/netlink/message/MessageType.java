// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/** Types (nlmsg_type) of netlink itself and of rtnetlink (linux/netlink.h, linux/rtnetlink.h). */
public final class MessageType {
    public static final int NLMSG_NOOP = 1;
    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;
    public static final int NLMSG_OVERRUN = 4;

    public static final int RTM_NEWLINK = 16;
    public static final int RTM_DELLINK = 17;
    public static final int RTM_GETLINK = 18;
    public static final int RTM_NEWADDR = 20;
    public static final int RTM_DELADDR = 21;
    public static final int RTM_GETADDR = 22;

    private MessageType() {}
}
