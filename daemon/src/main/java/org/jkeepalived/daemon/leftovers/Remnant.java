// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

/**
 * Something in the kernel that an earlier daemon may have left.
 *
 * @param identity as in {@link KernelObject}
 * @param mark what the kernel says about who made it
 */
public record Remnant(String identity, Mark mark) {
    /** Who made an object, as far as the kernel knows. */
    public enum Mark {
        /** It carries keepalived's number: some daemon of this kind made it, though not which. */
        KEEPALIVED,
        /** Somebody else made it. */
        OTHER,
        /** The kernel keeps no such mark, being too old or for objects of this kind. */
        UNKNOWN
    }

    /**
     * Whether an earlier life of this daemon left it.
     *
     * @param remembered whether the state file names it
     * @param alone whether no other VRRP daemon runs in the network namespace, which it may belong to
     */
    boolean isOurs(boolean remembered, boolean alone) {
        return switch (mark) {
            case KEEPALIVED -> remembered || alone;
            case UNKNOWN -> remembered;
            case OTHER -> false;
        };
    }
}
