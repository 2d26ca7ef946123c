// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRemnantsTest {
    @ParameterizedTest
    @CsvSource({
        "5.10.0-32-amd64, false",
        "5.17.15, false",
        "5.18, true",
        "5.18.0-1-cloud, true",
        "6.1.0, true",
        "10.0.1, true",
        "4.19.0+, false",
        "strange, false"
    })
    void theKernelsReleaseTellsWhetherItRemembersWhoSetAnAddress(String release, boolean keeps) {
        assertThat(AddressRemnants.keepsProtocols(release)).isEqualTo(keeps);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 24, , 10.0.0.1/24 dev eth0",
        "10.0.0.1, 32, 10.0.0.9, 10.0.0.1/32 peer 10.0.0.9 dev eth0",
        "fe80::1, 64, , fe80::1 dev eth0"
    })
    void anIdentityIsWhatTheKernelTellsAddressesApartBy(String address, int prefix, String peer, String identity) {
        InterfaceAddress inKernel = InterfaceAddress.of(7, InetAddress.ofLiteral(address), prefix);
        if (peer != null) {
            inKernel = inKernel.withPeer(InetAddress.ofLiteral(peer));
        }
        assertThat(KernelAddress.identity(inKernel, "eth0")).isEqualTo(identity);
    }
}
