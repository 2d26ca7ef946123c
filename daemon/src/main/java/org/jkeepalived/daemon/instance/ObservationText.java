// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.util.Locale;
import org.jkeepalived.vrrp.AdvertCheck;
import org.jkeepalived.vrrp.Observation;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.State;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.AdvertFault;

/**
 * Observations in keepalived's words, which log watchers look for. Where keepalived has no line for it, the words are
 * ours.
 */
final class ObservationText {
    /** Whether keepalived writes the line always, or only with {@code -D}. */
    enum Level {
        ALWAYS,
        DETAIL
    }

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MILLIS_PER_CENTI = 10;
    private static final int CENTIS_PER_SECOND = 100;

    private ObservationText() {}

    static Level level(Observation observation) {
        return switch (observation) {
            case Observation.MasterDown _, Observation.PriorityZeroSent _, Observation.MasterChanged _ -> Level.DETAIL;
            default -> Level.ALWAYS;
        };
    }

    /** The line, without the instance's name. */
    static String of(Observation observation, RouterSettings settings) {
        return switch (observation) {
            case Observation.AdvertRejected(AdvertFault fault, Advert advert) ->
                rejected(fault, advert, settings) + " (from " + advert.source() + ")";
            case Observation.AddressCountMismatch seen ->
                "expected %d VIPs but received %d from %s".formatted(seen.expected(), seen.received(), seen.source());
            case Observation.AddressMissing seen ->
                "ip address associated with VRID %d not present in advert from %s: %s"
                        .formatted(settings.vrid(), seen.source(), seen.address());
            case Observation.IntervalMismatch seen ->
                "advertisement interval mismatch ours = %d centi-sec rcv'd=%d centi-sec"
                        .formatted(seen.oursCentis(), seen.receivedCentis());
            case Observation.MasterDown _ -> "Receive advertisement timeout";
            case Observation.PriorityZeroReceived(State state, var _) ->
                state == State.MASTER
                        ? "Master received priority 0 message"
                        : "Backup received priority 0 advertisement";
            case Observation.PriorityZeroSent _ -> "sent 0 priority";
            case Observation.LowerPriorityDiscarded seen ->
                "received lower priority (%d) advert from %s - discarding".formatted(seen.priority(), seen.source());
            case Observation.LowerPriorityHeard seen ->
                "Received advert from %s with lower priority %d, ours %d%s"
                        .formatted(
                                seen.source(),
                                seen.priority(),
                                seen.ours(),
                                seen.forcedElection() ? ", forcing new election" : "");
            case Observation.HigherPriorityHeard seen ->
                "Master received advert from %s with higher priority %d, ours %d"
                        .formatted(seen.source(), seen.priority(), seen.ours());
            case Observation.HigherAddressHeard seen ->
                "Master received advert from %s with same priority %d but higher IP address than ours"
                        .formatted(seen.source(), seen.priority());
            case Observation.OwnAddressHeard _ ->
                "WARNING - equal priority advert received from remote host with our IP address.";
            case Observation.OwnerConflict seen ->
                "CONFIGURATION ERROR: local instance and %s are both configured as address owner, please resolve"
                        .formatted(seen.source());
            case Observation.MasterChanged seen ->
                seen.previous() == null
                        ? "master set to " + seen.current()
                        : "master changed from %s to %s".formatted(seen.previous(), seen.current());
            case Observation.IntervalAdopted seen ->
                "advertisement interval updated from %dms to %dms by master"
                        .formatted(seen.previousCentis() * MILLIS_PER_CENTI, seen.currentCentis() * MILLIS_PER_CENTI);
            case Observation.IntervalRestored seen ->
                "changing advert interval from %dms to locally configured %dms"
                        .formatted(seen.previousCentis() * MILLIS_PER_CENTI, seen.currentCentis() * MILLIS_PER_CENTI);
            case Observation.PreemptDelayStarted seen ->
                String.format(Locale.ROOT, "start preempt delay (%.6f)", seen.delayNanos() / NANOS_PER_SECOND);
            case Observation.PreemptDelayStopped _ -> "stop preempt delay";
            case Observation.EffectivePriorityChanged seen ->
                "Changing effective priority from %d to %d".formatted(seen.previous(), seen.current());
            case Observation.StallYields seen ->
                String.format(
                        Locale.ROOT,
                        "VRRP thread timer expired %.6f seconds ago",
                        seen.latenessNanos() / NANOS_PER_SECOND);
            case Observation.RivalSuspected(AdvertFault fault, Advert advert) -> rival(fault, advert, settings);
            case Observation.DualMasterEnded seen ->
                String.format(
                        Locale.ROOT,
                        "%s was master too for %.1f seconds; announcing our addresses again",
                        seen.rival(),
                        seen.durationNanos() / NANOS_PER_SECOND);
        };
    }

    /** Evidence, not a line: who the other master is, and why nobody yields. */
    private static String rival(AdvertFault fault, Advert advert, RouterSettings settings) {
        String difference = AdvertCheck.hasOurAddresses(settings, advert) ? "" : ", with other addresses than ours";
        String reason = fault == AdvertFault.NONE
                ? "with lower priority %d goes on as if it did not hear us or rejected our adverts"
                        .formatted(advert.priority())
                : "sends what we reject: " + rejected(fault, advert, settings);
        return advert.source() + " " + reason + difference;
    }

    private static String rejected(AdvertFault fault, Advert advert, RouterSettings settings) {
        return switch (fault) {
            case NONE -> throw new IllegalArgumentException("nothing was wrong");
            case AUTHENTICATION_HEADER -> "received an IPsec authentication header, expecting none!";
            case LENGTH ->
                "vrrp packet too %s, length %d and expect %d"
                        .formatted(
                                advert.receivedLength() < advert.expectedLength() ? "short" : "long",
                                advert.receivedLength(),
                                advert.expectedLength());
            case TIME_TO_LIVE -> "invalid TTL/HL. Received %d and expect 255".formatted(advert.timeToLive());
            case VERSION -> "wrong version. Received %d and expect %d".formatted(advert.version(), settings.version());
            case AUTHENTICATION_TYPE_INVALID -> "Invalid auth type: " + advert.authenticationType();
            case AUTHENTICATION_TYPE_MISMATCH ->
                "received a %d auth, expecting %d!"
                        .formatted(
                                advert.authenticationType(),
                                settings.authentication().type());
            case AUTHENTICATION_FAILURE -> "received an invalid passwd!";
            case INTERVAL_MISMATCH ->
                "advertisement interval mismatch mine=%d sec rcv'd=%d sec"
                        .formatted(
                                settings.intervalCentis() / CENTIS_PER_SECOND,
                                advert.intervalCentis() / CENTIS_PER_SECOND);
            case INTERVAL_ZERO -> "received an advertisement interval of 0";
            case TYPE -> "Invalid packet type. %d and expect %d".formatted(advert.type(), Advert.TYPE_ADVERTISEMENT);
            case IP_LENGTH ->
                "ip packet length %d does not match the %d bytes received"
                        .formatted(advert.ipTotalLength(), advert.receivedLength());
            case CHECKSUM -> "Invalid VRRPv%d checksum".formatted(advert.version());
            case CAST_MISMATCH ->
                advert.isMulticast()
                        ? "expected unicast packet but received multicast packet"
                        : "expected multicast packet but received unicast packet";
            case ADDRESS_COUNT_ZERO -> "received an advert without any address";
            case OWNER_IGNORES -> "ignoring advert, since we are the address owner";
            case UNKNOWN_SOURCE -> "unicast source address not a unicast peer";
            case PEER_TIME_TO_LIVE ->
                "TTL/HL %d is outside the range of the unicast peer".formatted(advert.timeToLive());
        };
    }
}
