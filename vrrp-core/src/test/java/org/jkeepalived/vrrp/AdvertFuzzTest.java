// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.Authentication;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

/** Any bytes at all are one counter and no exception. {@code -Dfuzz.packets=N} tries more. */
class AdvertFuzzTest {
    private static final int PACKETS = Integer.getInteger("fuzz.packets", 100_000);

    private final SplittableRandom random = new SplittableRandom(20_04);
    private final RecordedEffects effects = new RecordedEffects();
    private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(512);
    private long now;

    private static RouterSettings.Builder ipv6() {
        return RouterSettings.builder(AddressFamily.IPV6, 3, 51)
                .primaryAddress(IpAddress.parse("fe80::5"))
                .addresses(List.of(IpAddress.parse("fe80::100")));
    }

    @Test
    void anyBytesAreCountedOnceAndNeverThrow() {
        List<VirtualRouter> routers = List.of(
                new VirtualRouter(RouterFixture.version(3, 100).build()),
                new VirtualRouter(RouterFixture.version(2, 100)
                        .authentication(Authentication.password("secret"))
                        .build()),
                new VirtualRouter(RouterFixture.version(3, 255)
                        .peers(List.of(new UnicastPeer(IpAddress.parse("10.50.0.9"), 10, 200)))
                        .checkUnicastSource(true)
                        .build()),
                new VirtualRouter(ipv6().build()));
        routers.forEach(r -> r.step(new Event.Start(false), now, effects));
        var advert = new Advert();
        int believed = 0;
        for (int i = 0; i < PACKETS; i++) {
            now += 1_000_000;
            VirtualRouter router = routers.get(i % routers.size());
            ByteBuffer packet = packet(router.settings());
            long before = total(router);
            if (read(advert, packet, router.settings().family())) {
                router.step(new Event.AdvertReceived(advert), now, effects);
                believed += router.lastAdvertNanos() == now ? 1 : 0;
                long counted = total(router) - before;
                if (counted < 1 || counted > 5) { // a believed advert may change the state and be answered
                    throw new AssertionError(counted + " counters for " + advert);
                }
            }
            if (router.hasDeadline() && router.deadlineNanos() <= now) {
                router.step(Event.TimerExpired.INSTANCE, now, effects);
            }
            effects.calls.clear();
            effects.observations.clear();
        }
        assertThat(believed).as("the fuzz gets through the checks sometimes").isGreaterThan(PACKETS / 200);
    }

    private boolean read(Advert advert, ByteBuffer packet, AddressFamily family) {
        if (family == AddressFamily.IPV4) {
            return advert.readIpv4(packet, 2);
        }
        ByteBuffer addresses = ByteBuffer.allocate(32);
        IpAddress.parse("fe80::9").writeTo(addresses);
        IpAddress.parse("ff02::12").writeTo(addresses);
        return advert.readIpv6(packet, addresses, 0, addresses, 16, random.nextInt(4) == 0 ? 64 : 255, 2);
    }

    private static long total(VirtualRouter router) {
        long total = 0;
        for (Counter counter : Counter.values()) {
            total += router.counters().get(counter);
        }
        return total;
    }

    /** Sometimes noise, mostly something that was an advert once. */
    private ByteBuffer packet(RouterSettings settings) {
        byte[] bytes;
        if (random.nextInt(5) == 0) {
            bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
        } else {
            bytes = advert(settings);
            for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(8) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            }
        }
        // Not at the start of its buffer, as in a receive ring.
        return receiveBuffer.clear().put(3, bytes).position(3).limit(3 + bytes.length);
    }

    private byte[] advert(RouterSettings settings) {
        int priority = random.nextInt(256);
        if (settings.family() == AddressFamily.IPV4) {
            String destination = settings.unicast() ? RouterFixture.OURS : "224.0.0.18";
            return RouterFixture.advert(settings, priority, "10.50.0.9", destination, settings.unicast() ? 64 : 255);
        }
        ByteBuffer message = ByteBuffer.allocate(settings.encoder().length());
        settings.encoder().encode(priority, IpAddress.parse("fe80::9"), IpAddress.parse("ff02::12"), message);
        return message.array();
    }
}
