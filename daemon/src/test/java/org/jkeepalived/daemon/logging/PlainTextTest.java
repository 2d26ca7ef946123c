// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "(V) Entering MASTER STATE", "columns\tstay", "Ünïcödé 路由"})
    void leavesOrdinaryTextAlone(String text) {
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @Test
    void doesNotLetANameForgeALine() {
        assertThat(PlainText.of("eth0\nFri Nov 20 13:35:09 2026: (V) Entering MASTER STATE\r\n"))
                .isEqualTo("eth0\\nFri Nov 20 13:35:09 2026: (V) Entering MASTER STATE\\r\\n");
    }

    @Test
    void escapesWhatTerminalsObey() {
        assertThat(PlainText.of("a\u001b[2Jb\u0000c\u007fd\u009be\u2028f"))
                .isEqualTo("a\\u001b[2Jb\\u0000c\\u007fd\\u009be\\u2028f");
    }
}
