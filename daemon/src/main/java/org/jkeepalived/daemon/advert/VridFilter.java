// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.advert;

import java.util.BitSet;
import org.jkeepalived.posix.BpfProgram;
import org.jkeepalived.vrrp.packet.AddressFamily;

/** The socket filter that lets only adverts for our own VRIDs wake the process. */
final class VridFilter {
    private static final int VRID_OFFSET = 1;

    private VridFilter() {}

    /**
     * A program that accepts a packet if its VRID is in the set.
     *
     * <p>A raw IPv4 socket sees the packet from the IP header on, a raw IPv6 socket behind its header. A packet too
     * short to have a VRID is rejected by the load itself.
     */
    static BpfProgram accepting(BitSet vrids, AddressFamily family) {
        BpfProgram.Builder program = BpfProgram.builder();
        if (family == AddressFamily.IPV4) {
            program.loadIndexHeaderLength(0).loadByteIndexed(VRID_OFFSET);
        } else {
            program.loadByte(VRID_OFFSET);
        }
        // Ascending ranges: a VRID below a range, and not in an earlier one, is in none.
        for (int first = vrids.nextSetBit(0); first >= 0; ) {
            int behind = vrids.nextClearBit(first);
            String inOrAbove = "from " + first;
            String above = "from " + behind;
            program.jumpIfAtLeast(first, inOrAbove).reject().label(inOrAbove);
            program.jumpIfAtLeast(behind, above).accept().label(above);
            first = vrids.nextSetBit(behind);
        }
        return program.reject().build();
    }
}
