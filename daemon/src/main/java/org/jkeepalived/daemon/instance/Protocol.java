// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.instance;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.advert.AdvertPort;
import org.jkeepalived.vrrp.RouterSettings;
import org.jkeepalived.vrrp.UnicastPeer;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;

/** What the configuration of an instance means to the protocol: the border between the two models. */
final class Protocol {
    private static final int TTL_DEFAULT = 255;
    private static final long NANOS_PER_CENTI = 10_000_000L;

    private Protocol() {}

    static AddressFamily family(VrrpInstance instance) {
        return instance.family() == org.jkeepalived.config.model.AddressFamily.IPV4
                ? AddressFamily.IPV4
                : AddressFamily.IPV6;
    }

    /** The group that the instance listens to; empty for unicast. */
    static Optional<InetAddress> group(VrrpInstance instance) {
        return switch (instance.transport()) {
            case Transport.Multicast multicast -> Optional.of(multicast.group());
            case Transport.Unicast _ -> Optional.empty();
        };
    }

    /**
     * The destination of the adverts meant for the instance, which tells instances of one VRID on one interface apart: the
     * group, or the configured unicast source; unspecified if none is configured.
     */
    static IpAddress listensTo(VrrpInstance instance) {
        return group(instance)
                .or(() -> instance.transport().source())
                .map(IpAddress::of)
                .orElse(IpAddress.unspecified(family(instance)));
    }

    /** The settings of the state machine. */
    static RouterSettings settings(VrrpInstance instance, IpAddress primaryAddress) {
        RouterSettings.Builder settings = RouterSettings.builder(
                        family(instance), instance.version(), instance.virtualRouterId())
                .priority(instance.priority())
                .intervalCentis(Math.toIntExact(instance.advertInterval().toNanos() / NANOS_PER_CENTI))
                .addresses(advertised(instance.addresses()))
                .primaryAddress(primaryAddress)
                .preempt(instance.preempt())
                .preemptDelayNanos(instance.preemptDelay().toNanos())
                .downTimerAdverts(instance.downTimerAdverts())
                .stallYieldsTo(instance.timerExpiredBackup().orElse(0))
                .lowerPriorityNoAdvert(instance.lowerPriorityNoAdvert())
                .higherPrioritySendAdvert(instance.higherPrioritySendAdvert())
                .announceOnLowerPriority(instance.garp().lowerPriorityRepeat() > 0)
                .ownerIgnoresAdverts(instance.ownerIgnoreAdverts())
                .skipCheckAddresses(instance.skipCheckAdvertAddresses())
                .checksumAsV2(instance.v3ChecksumAsV2())
                .authentication(instance.authentication()
                        .map(authentication -> Authentication.password(authentication.password()))
                        .orElse(Authentication.NONE));
        if (instance.transport() instanceof Transport.Unicast unicast) {
            settings.peers(unicast.peers().stream().map(Protocol::peer).toList())
                    .checkUnicastSource(unicast.checkSource());
        }
        return settings.build();
    }

    /** Where the adverts go. */
    static AdvertPort.Route route(VrrpInstance instance, IpAddress source) {
        return switch (instance.transport()) {
            case Transport.Multicast multicast ->
                new AdvertPort.Route(source, List.of(IpAddress.of(multicast.group())), TTL_DEFAULT);
            case Transport.Unicast unicast ->
                new AdvertPort.Route(
                        source,
                        unicast.peers().stream()
                                .map(peer -> IpAddress.of(peer.address()))
                                .toList(),
                        unicast.ttl().orElse(TTL_DEFAULT));
        };
    }

    private static List<IpAddress> advertised(List<VirtualAddress> addresses) {
        return addresses.stream()
                .map(address -> IpAddress.of(address.address()))
                .toList();
    }

    private static UnicastPeer peer(Transport.Peer peer) {
        return new UnicastPeer(
                IpAddress.of(peer.address()),
                peer.minTtl().orElse(0),
                peer.maxTtl().orElse(TTL_DEFAULT));
    }
}
