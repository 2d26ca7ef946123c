// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import org.jkeepalived.vrrp.packet.AdvertFault;

/** What a virtual router counts, with keepalived's names where it has one (its JSON dump). */
public enum Counter {
    ADVERT_RECEIVED("advert_rcvd"),
    ADVERT_SENT("advert_sent"),
    BECOME_MASTER("become_master"),
    RELEASE_MASTER("release_master"),
    PACKET_LENGTH_ERROR("packet_len_err"),
    ADVERT_INTERVAL_ERROR("advert_interval_err"),
    IP_TTL_ERROR("ip_ttl_err"),
    INVALID_TYPE_RECEIVED("invalid_type_rcvd"),
    ADDRESS_LIST_ERROR("addr_list_err"),
    INVALID_AUTHENTICATION_TYPE("invalid_authtype"),
    AUTHENTICATION_TYPE_MISMATCH("authtype_mismatch"),
    AUTHENTICATION_FAILURE("auth_failure"),
    PRIORITY_ZERO_RECEIVED("pri_zero_rcvd"),
    PRIORITY_ZERO_SENT("pri_zero_sent"),
    /** {@code checksum-errors} of RFC 8347; not in keepalived's dumps. */
    CHECKSUM_ERROR("checksum_err"),
    /** {@code version-errors} of RFC 8347; not in keepalived's dumps. VRID errors are nobody's and counted outside. */
    VERSION_ERROR("version_err"),
    /** Unicast adverts of strangers; not counted by keepalived. */
    UNKNOWN_SOURCE("unknown_src_err"),
    /** Adverts that the address owner was told to ignore; not counted by keepalived. */
    OWNER_IGNORED("owner_ignored");

    private final String key;

    Counter(String key) {
        this.key = key;
    }

    /** The name in keepalived's JSON dump, or one in its manner. */
    public String key() {
        return key;
    }

    /**
     * The one counter of a fault.
     *
     * @throws IllegalArgumentException for {@link AdvertFault#NONE}
     */
    public static Counter of(AdvertFault fault) {
        return switch (fault) {
            case AUTHENTICATION_HEADER, AUTHENTICATION_TYPE_MISMATCH -> AUTHENTICATION_TYPE_MISMATCH;
            case LENGTH, IP_LENGTH -> PACKET_LENGTH_ERROR;
            case TIME_TO_LIVE, PEER_TIME_TO_LIVE -> IP_TTL_ERROR;
            case VERSION -> VERSION_ERROR;
            case AUTHENTICATION_TYPE_INVALID -> INVALID_AUTHENTICATION_TYPE;
            case AUTHENTICATION_FAILURE -> Counter.AUTHENTICATION_FAILURE;
            case INTERVAL_MISMATCH, INTERVAL_ZERO -> ADVERT_INTERVAL_ERROR;
            case TYPE -> INVALID_TYPE_RECEIVED;
            case CHECKSUM -> CHECKSUM_ERROR;
            case CAST_MISMATCH, ADDRESS_COUNT_ZERO -> ADDRESS_LIST_ERROR;
            case OWNER_IGNORES -> OWNER_IGNORED;
            case UNKNOWN_SOURCE -> Counter.UNKNOWN_SOURCE;
            case NONE -> throw new IllegalArgumentException("no fault, no counter");
        };
    }
}
