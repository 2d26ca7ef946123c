// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastLineTest {
    private final LastLine lastLine = new LastLine();

    private void add(String text) {
        lastLine.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingWrittenIsAnEmptyText() {
        assertThat(lastLine.text()).isEmpty();
    }

    @Test
    void blankLinesAtTheEndDoNotCount() {
        add("one\ntwo\n \n\n");
        assertThat(lastLine.text()).isEqualTo("two");
    }

    @Test
    void aLineMayComeInPieces() {
        add("one\nconnec");
        add("tion ref");
        add("used\n");
        assertThat(lastLine.text()).isEqualTo("connection refused");
    }

    @Test
    void charactersThatWouldChangeATerminalOrALogBecomeBlanks() {
        add("\u001b[31mred\u0007 \u202edesrever\t1\n");
        assertThat(lastLine.text()).isEqualTo("[31mred   desrever 1");
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() {
        lastLine.add(ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', 0}));
        assertThat(lastLine.text()).isEqualTo("a\ufffd\ufffdb");
    }

    @Test
    void aLongLineIsCutAndAFloodLeavesItsEnd() {
        add("x".repeat(100_000));
        assertThat(lastLine.text()).isEqualTo("x".repeat(LastLine.CHARACTERS_MAX));
        add("\nthe end");
        assertThat(lastLine.text()).isEqualTo("the end");
    }
}
