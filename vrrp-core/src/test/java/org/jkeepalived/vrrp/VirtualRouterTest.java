// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;
import org.junit.jupiter.api.Test;

class VirtualRouterTest {
    @Test
    void becomingMasterSendsTheAdvertBeforeTheAddressesAndTheAddressesBeforeTheAnnouncement() {
        var router = new VirtualRouter(RouterSettings.builder(AddressFamily.IPV4, 3, 51)
                .addresses(List.of(IpAddress.parse("10.50.0.100")))
                .primaryAddress(IpAddress.parse("10.50.0.1"))
                .build());
        var effects = new RecordedEffects();
        router.step(new Event.Start(false), 0, effects);
        assertThat(effects.take()).containsExactly("withdraw", "INIT -> BACKUP STARTED", "complete BACKUP");

        router.step(Event.TimerExpired.INSTANCE, effects.deadlineNanos, effects);
        assertThat(effects.take())
                .containsExactly(
                        "observe MasterDown",
                        "advert 100",
                        "BACKUP -> MASTER NO_RESPONSE",
                        "install",
                        "announce BECAME_MASTER",
                        "complete MASTER");
    }
}
