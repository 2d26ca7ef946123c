// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.List;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;

/** The checks of RFC 9568 section 7.1 and RFC 3768 section 7.1, in the order of keepalived 2.4.3. Pure. */
public final class AdvertCheck {
    private static final int TIME_TO_LIVE_REQUIRED = 255;
    /** Payload bytes of the shortest Ethernet frame, up to which a sender pads (IEEE 802.3: 60 less 14). */
    private static final int ETHERNET_PAYLOAD_MIN = 46;

    private static final int VLAN_TAG_BYTES = 4;

    private AdvertCheck() {}

    /**
     * The first defect of an advert, or {@link AdvertFault#NONE}. That the addresses differ from ours is no defect, see
     * {@link #missingAddress}.
     *
     * @param effectivePriority 1-255, ours
     */
    public static AdvertFault check(RouterSettings settings, int effectivePriority, Advert advert) {
        if (advert.hasAuthenticationHeader()) {
            return AdvertFault.AUTHENTICATION_HEADER;
        }
        if (isWrongLength(advert.receivedLength(), advert.expectedLength())) {
            return AdvertFault.LENGTH;
        }
        int timeToLive = advert.timeToLive();
        if (!settings.unicast() && timeToLive != TIME_TO_LIVE_REQUIRED && timeToLive != Advert.TIME_TO_LIVE_UNKNOWN) {
            return AdvertFault.TIME_TO_LIVE;
        }
        if (advert.version() != settings.version()) {
            return AdvertFault.VERSION;
        }
        if (settings.version() == 2) {
            AdvertFault fault = checkVersion2(settings, advert);
            if (fault != AdvertFault.NONE) {
                return fault;
            }
        } else if (advert.intervalCentis() == 0) {
            return AdvertFault.INTERVAL_ZERO;
        }
        if (advert.type() != Advert.TYPE_ADVERTISEMENT) {
            return AdvertFault.TYPE;
        }
        if (isWrongLength(advert.receivedLength(), advert.ipTotalLength())) {
            return AdvertFault.IP_LENGTH;
        }
        if (!advert.hasValidChecksum()) {
            return AdvertFault.CHECKSUM;
        }
        if (advert.isMulticast() == settings.unicast()) {
            return AdvertFault.CAST_MISMATCH;
        }
        if (advert.addressCount() == 0 && !settings.addresses().isEmpty()) {
            return AdvertFault.ADDRESS_COUNT_ZERO;
        }
        if (settings.ownerIgnoresAdverts() && effectivePriority == RouterSettings.PRIORITY_OWNER) {
            return AdvertFault.OWNER_IGNORES;
        }
        return settings.unicast() && settings.checkUnicastSource()
                ? checkPeer(settings.peers(), advert)
                : AdvertFault.NONE;
    }

    private static AdvertFault checkVersion2(RouterSettings settings, Advert advert) {
        if (!Authentication.isDefinedType(advert.authenticationType())) {
            return AdvertFault.AUTHENTICATION_TYPE_INVALID;
        }
        if (advert.authenticationType() != settings.authentication().type()) {
            return AdvertFault.AUTHENTICATION_TYPE_MISMATCH;
        }
        // What the field holds without authentication is nobody's business (RFC 3768 section 5.3.10).
        if (!settings.authentication().equals(Authentication.NONE)
                && !advert.isAuthenticatedBy(settings.authentication())) {
            return AdvertFault.AUTHENTICATION_FAILURE;
        }
        return advert.intervalCentis() == settings.intervalCentis() ? AdvertFault.NONE : AdvertFault.INTERVAL_MISMATCH;
    }

    private static AdvertFault checkPeer(List<UnicastPeer> peers, Advert advert) {
        for (int i = 0; i < peers.size(); i++) {
            UnicastPeer peer = peers.get(i);
            if (advert.isFrom(peer.address())) {
                int timeToLive = advert.timeToLive();
                boolean inRange = timeToLive == Advert.TIME_TO_LIVE_UNKNOWN
                        || (timeToLive >= peer.timeToLiveMin() && timeToLive <= peer.timeToLiveMax());
                return inRange ? AdvertFault.NONE : AdvertFault.PEER_TIME_TO_LIVE;
            }
        }
        return AdvertFault.UNKNOWN_SOURCE;
    }

    /**
     * The first of our addresses that an advert with the right number of addresses lacks, or null. As all of ours differ,
     * null means that the two lists hold the same.
     */
    static IpAddress missingAddress(RouterSettings settings, Advert advert) {
        List<IpAddress> addresses = settings.addresses();
        for (int i = 0; i < addresses.size(); i++) {
            // Peers that are configured alike list them in the same order.
            if (!advert.hasAddressAt(i, addresses.get(i)) && !advert.contains(addresses.get(i))) {
                return addresses.get(i);
            }
        }
        return null;
    }

    /**
     * Whether an advert lists the addresses that we have, in any order; an advert that does not hold what it says, or of
     * the other family, does not.
     */
    public static boolean hasOurAddresses(RouterSettings settings, Advert advert) {
        return advert.family() == settings.family()
                && !isWrongLength(advert.receivedLength(), advert.expectedLength())
                && advert.addressCount() == settings.addresses().size()
                && missingAddress(settings, advert) == null;
    }

    /**
     * A short frame arrives with the padding of Ethernet's minimum, less one tag of 4 bytes for each VLAN on the way;
     * since every expected length is a multiple of 4, what is too much can only be checked modulo 4.
     */
    private static boolean isWrongLength(int received, int expected) {
        if (received == expected) {
            return false;
        }
        boolean padding = expected < ETHERNET_PAYLOAD_MIN
                && received > expected
                && (received - expected) % VLAN_TAG_BYTES == ETHERNET_PAYLOAD_MIN % VLAN_TAG_BYTES;
        return !padding;
    }
}
