// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "2001:db8::1:0:0:1",
                "1:0:2:3:4:5:6:7",
                "1::",
                "2001:db8:0:1:1:1:1:1",
                "ff02::12"
            })
    void printsAsInetNtopDoes(String text) {
        assertThat(IpAddress.parse(text)).hasToString(text);
    }

    @Test
    void comparesAsUnsignedIntegers() {
        assertThat(IpAddress.parse("10.0.0.200")).isGreaterThan(IpAddress.parse("10.0.0.100"));
        assertThat(IpAddress.parse("200.0.0.1")).isGreaterThan(IpAddress.parse("100.255.255.255"));
        assertThat(IpAddress.parse("fe80::8000")).isGreaterThan(IpAddress.parse("fe80::1"));
    }

    @Test
    void knowsItsKind() {
        assertThat(IpAddress.parse("224.0.0.18").isMulticast()).isTrue();
        assertThat(IpAddress.parse("192.0.2.1").isMulticast()).isFalse();
        assertThat(IpAddress.parse("ff02::12").isMulticast()).isTrue();
        assertThat(IpAddress.parse("fe80::1").isLinkLocal()).isTrue();
        assertThat(IpAddress.parse("2001:db8::1").isLinkLocal()).isFalse();
        assertThat(IpAddress.unspecified(AddressFamily.IPV6).isUnspecified()).isTrue();
        assertThat(IpAddress.of(IpAddress.parse("192.0.2.1").toInetAddress())).isEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @Test
    void namesAreNotLiterals() {
        assertThatThrownBy(() -> IpAddress.parse("localhost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IpAddress.of(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }
}
