// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keepalived 2.2.7 and 2.4.3 were seen to make of a tracked file's text. */
class LeadingNumberTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "5,5",
                "5abc,5",
                " 7 ,7",
                "+9,9",
                "-12,-12",
                "0x10,16",
                "-0XfF,-255",
                "010,8",
                "09,0",
                "0,0",
                "0x,0",
                "2.9,2",
                "3 4,3",
                "12345678901234567890,9223372036854775807",
                "-12345678901234567890,-9223372036854775808",
            })
    void itIsReadAsTheCLibraryDoes(String text, long number) {
        assertThat(LeadingNumber.of(text)).hasValue(number);
    }

    @Test
    void linesBeforeAndAfterItDoNotMatter() {
        assertThat(LeadingNumber.of("\n\n8\n9\n")).hasValue(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-", "- 5", "\n"})
    void anythingElseHasNone(String text) {
        assertThat(LeadingNumber.of(text)).isEmpty();
    }
}
