// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

/**
 * Why a received advert was not believed, in the order in which keepalived 2.4.3 looks for the defects: a packet with
 * several is refused for the first. Each fault is counted once, see {@code Counters}.
 */
public enum AdvertFault {
    /** No defect: the advert is believed. */
    NONE,
    /** An IPsec authentication header (protocol 51) in front, which this router does not use. */
    AUTHENTICATION_HEADER,
    /** Shorter or longer than the address count says; padding of short Ethernet frames is allowed for. */
    LENGTH,
    /** Multicast with a TTL or hop limit other than 255. */
    TIME_TO_LIVE,
    /** Another VRRP version than ours. */
    VERSION,
    /** VRRPv2: an authentication type that no RFC defines (not 0, 1, 2). */
    AUTHENTICATION_TYPE_INVALID,
    /** VRRPv2: a defined authentication type, but not ours. */
    AUTHENTICATION_TYPE_MISMATCH,
    /** VRRPv2: wrong password. */
    AUTHENTICATION_FAILURE,
    /** VRRPv2: another advertisement interval than ours (RFC 3768 section 7.1: discard). */
    INTERVAL_MISMATCH,
    /** VRRPv3: interval 0 (RFC 9568 erratum 8301: the range is 1-4095). keepalived believes it and then spins. */
    INTERVAL_ZERO,
    /** Not an ADVERTISEMENT (type 1). */
    TYPE,
    /** The IPv4 header's total length is not what was received. */
    IP_LENGTH,
    /** Wrong checksum. */
    CHECKSUM,
    /** Multicast for a router with unicast peers, or the other way round. */
    CAST_MISMATCH,
    /** No address although we have some (RFC 9568 section 5.2.5 and erratum 8299). keepalived only complains. */
    ADDRESS_COUNT_ZERO,
    /** We are the address owner and the configuration says to ignore adverts then. */
    OWNER_IGNORES,
    /** Unicast from an address that is not a configured peer. */
    UNKNOWN_SOURCE,
    /** Unicast from a peer, with a TTL or hop limit outside that peer's range. */
    PEER_TIME_TO_LIVE
}
