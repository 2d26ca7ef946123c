// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::, fe80:0:0:0:0:0:0:0",
        "2001:db8::1:2, 2001:db8:0:0:0:0:1:2",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201",
        "ABCD::EF, abcd:0:0:0:0:0:0:ef",
    })
    void literalsAreRead(String text, String expected) {
        assertThat(Addresses.parse(text).orElseThrow().getHostAddress()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "1..2.3",
                "10.0.0.1/8",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "::g",
                "1:2:3:4:5:6:7:8::",
                ":1::2",
                "1:",
                "1::2:",
                "::1.2.3",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7:1.2.3.4",
                "localhost",
                "\u0661.2.3.4"
            })
    void everythingElseIsNoAddress(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1"})
    void anIpv4MappedAddressStaysAnIpv6Address(String text) {
        assertThat(Addresses.parse(text).orElseThrow()).isInstanceOf(Inet6Address.class);
    }
}
