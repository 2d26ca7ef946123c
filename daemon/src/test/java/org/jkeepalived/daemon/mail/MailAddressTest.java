// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailAddressTest {
    @Test
    void anAddressAloneIsTheSameEverywhere() {
        MailAddress address = new MailAddress("ops@example.org");
        assertThat(address.header()).isEqualTo("ops@example.org");
        assertThat(address.mailbox()).isEqualTo("ops@example.org");
    }

    @Test
    void theNameBeforeAnAddressIsForTheHeaderOnly() {
        MailAddress address = new MailAddress("Night Shift <night@example.org>");
        assertThat(address.header()).isEqualTo("Night Shift <night@example.org>");
        assertThat(address.mailbox()).isEqualTo("night@example.org");
    }

    @Test
    void aNameWithSpecialCharactersIsQuoted() {
        assertThat(new MailAddress("Shift (night), H.Q. <night@example.org>").header())
                .isEqualTo("\"Shift (night), H.Q.\" <night@example.org>");
        assertThat(new MailAddress("a\\b <night@example.org>").header()).isEqualTo("\"a\\\\b\" <night@example.org>");
    }

    @Test
    void anAddressInBracketsOnlyStaysAsItIs() {
        MailAddress address = new MailAddress("<ops@example.org>");
        assertThat(address.header()).isEqualTo("<ops@example.org>");
        assertThat(address.mailbox()).isEqualTo("ops@example.org");
    }
}
