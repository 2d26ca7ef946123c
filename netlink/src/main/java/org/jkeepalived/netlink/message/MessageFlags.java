// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/** Flags (nlmsg_flags) of linux/netlink.h. Some bits mean different things in different messages. */
public final class MessageFlags {
    public static final int REQUEST = 0x01;
    public static final int MULTI = 0x02;
    public static final int ACK = 0x04;
    /** In an answer: the kernel's table changed while it was dumped, entries may be missing. */
    public static final int DUMP_INTERRUPTED = 0x10;

    /** In a get request: all entries. */
    public static final int DUMP = 0x300;

    /** In a new request: change it if it exists. */
    public static final int REPLACE = 0x100;
    /** In a new request: fail if it exists. */
    public static final int EXCLUSIVE = 0x200;
    /** In a new request: make it if it does not exist. */
    public static final int CREATE = 0x400;

    /** In an acknowledgement: only the request's header is repeated. */
    public static final int CAPPED = 0x100;
    /** In an acknowledgement: attributes follow, such as a text. */
    public static final int ACK_ATTRIBUTES = 0x200;

    private MessageFlags() {}
}
