// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.address;

/** Flags of an address (IFA_F_* of linux/if_addr.h) under the names that ip-address(8) gives them. */
public final class AddressFlags {
    /** IPv4: not the first of its subnet on the link. IPv6: a temporary address. */
    public static final int SECONDARY = 0x01;

    /** IPv6: without duplicate address detection. */
    public static final int NODAD = 0x02;

    public static final int OPTIMISTIC = 0x04;
    /** IPv6: duplicate address detection found another owner. */
    public static final int DADFAILED = 0x08;

    public static final int HOME = 0x10;
    public static final int DEPRECATED = 0x20;
    /** IPv6: duplicate address detection is not finished. */
    public static final int TENTATIVE = 0x40;

    public static final int PERMANENT = 0x80;
    public static final int MNGTMPADDR = 0x100;
    public static final int NOPREFIXROUTE = 0x200;
    public static final int AUTOJOIN = 0x400;
    public static final int STABLE_PRIVACY = 0x800;

    /** Those that whoever adds an address may set; the kernel sets the others. */
    public static final int SETTABLE = NODAD | OPTIMISTIC | HOME | MNGTMPADDR | NOPREFIXROUTE | AUTOJOIN;

    private AddressFlags() {}
}
