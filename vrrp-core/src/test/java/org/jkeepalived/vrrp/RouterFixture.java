// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.Advert;
import org.jkeepalived.vrrp.packet.IpAddress;

/** One router under a hand-turned clock, with 10.50.0.5 as its address, and neighbours that speak when told to. */
final class RouterFixture {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final String LOWER = "10.50.0.1";
    static final String OURS = "10.50.0.5";
    static final String HIGHER = "10.50.0.9";

    final RecordedEffects effects = new RecordedEffects();
    final VirtualRouter router;
    long now = 7 * SECOND;

    RouterFixture(RouterSettings.Builder settings) {
        router = new VirtualRouter(settings.build());
    }

    static RouterSettings.Builder version(int version, int priority) {
        return RouterSettings.builder(AddressFamily.IPV4, version, 51)
                .priority(priority)
                .primaryAddress(IpAddress.parse(OURS))
                .addresses(List.of(IpAddress.parse("10.50.0.100")));
    }

    RouterFixture start() {
        step(new Event.Start(false));
        return this;
    }

    /** Started, and left alone until master. */
    RouterFixture master() {
        start();
        if (router.state() == State.BACKUP) {
            expire();
        }
        assertThat(router.state()).isEqualTo(State.MASTER);
        effects.take();
        return this;
    }

    RouterFixture backup() {
        start();
        effects.take();
        return this;
    }

    void step(Event event) {
        router.step(event, now, effects);
    }

    /** Time passes until the deadline, and it is served at once. */
    void expire() {
        assertThat(effects.armed).as("a deadline is armed").isTrue();
        now = effects.deadlineNanos;
        step(Event.TimerExpired.INSTANCE);
    }

    void pass(long nanos) {
        now += nanos;
    }

    /** How long the router waits from now on. */
    long waits() {
        assertThat(effects.armed).as("a deadline is armed").isTrue();
        return effects.deadlineNanos - now;
    }

    void hear(int priority) {
        hear(priority, HIGHER);
    }

    void hear(int priority, String source) {
        hear(priority, source, router.settings().intervalCentis());
    }

    void hear(int priority, String source, int intervalCentis) {
        hear(advert(router.settings().toBuilder().intervalCentis(intervalCentis).build(), priority, source));
    }

    void hear(byte[] packet) {
        hear(packet, 0);
    }

    /** Hears an advert that came some time ago. */
    void hearWaited(int priority, long waitedNanos) {
        hear(advert(router.settings(), priority, HIGHER), waitedNanos);
    }

    private void hear(byte[] packet, long waitedNanos) {
        var advert = new Advert();
        assertThat(advert.readIpv4(ByteBuffer.wrap(packet), 2)).isTrue();
        advert.waited(waitedNanos);
        step(new Event.AdvertReceived(advert));
    }

    /** A packet of a neighbour that is configured like this: 20 bytes of IPv4 header and the message. */
    static byte[] advert(RouterSettings settings, int priority, String source) {
        return advert(settings, priority, source, "224.0.0.18", 255);
    }

    static byte[] advert(RouterSettings settings, int priority, String source, String destination, int timeToLive) {
        var encoder = settings.encoder();
        ByteBuffer packet = ByteBuffer.allocate(20 + encoder.length());
        packet.put((byte) 0x45)
                .put((byte) 0xc0)
                .putShort((short) packet.capacity())
                .putInt(0);
        packet.put((byte) timeToLive).put((byte) 112).putShort((short) 0);
        IpAddress.parse(source).writeTo(packet);
        IpAddress.parse(destination).writeTo(packet);
        encoder.encode(priority, IpAddress.parse(source), IpAddress.parse(destination), packet);
        return packet.array();
    }

    long count(Counter counter) {
        return router.counters().get(counter);
    }

    <T extends Observation> List<T> observed(Class<T> kind) {
        return effects.observations.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
