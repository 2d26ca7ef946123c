// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static Line line(String text) {
        return new Line(Source.of("f", text.getBytes(StandardCharsets.UTF_8)), 1, MappedText.asWritten(text, 1));
    }

    private static List<String> words(String text) {
        return Words.of(line(text)).words().stream().map(Word::text).toList();
    }

    private static List<String> command(String text) {
        var words = Words.ofScriptLine(line(text)).words();
        return Words.command(words.get(1)).orElseThrow();
    }

    @Test
    void blanksPartWordsAndQuotesHoldThemTogether() {
        assertThat(words("a\tb  \"c d\" \"\"")).containsExactly("a", "b", "c d", "");
    }

    @Test
    void aQuoteWithinAWordEndsIt() {
        assertThat(words("a\"b c\"d")).containsExactly("a", "b c", "d");
    }

    @Test
    void anOpenQuoteLosesTheRest() {
        var cut = Words.of(line("a \"b c"));
        assertThat(cut.words()).extracting(Word::text).containsExactly("a");
        assertThat(cut.unmatchedQuote().orElseThrow().range().column()).isEqualTo(3);
    }

    @Test
    void theManualsExampleOfAScript() {
        assertThat(command(
                        "notify_master \"/etc/keepalived/notify_event.sh ' spaces\\\\x20f\\x69le ' '\\\"s p a c e \\\"'"
                                + " SG1.low master\" user group"))
                .containsExactly(
                        "/etc/keepalived/notify_event.sh", " spaces\\x20file ", "\"s p a c e \"", "SG1.low", "master");
    }

    @Test
    void escapes() {
        assertThat(command("script \"\\101 \\x41 \\cA \\n\\t\\E \\q\""))
                .containsExactly("A", "A", "\u0001", "\n\t\u001b", "q");
    }

    @Test
    void quotesAnywhereInAScriptWordVanish() {
        assertThat(Words.ofScriptLine(line("script abcd\" efg h jkl \"mnop"))
                        .words()
                        .get(1)
                        .text())
                .isEqualTo("abcd efg h jkl mnop");
    }

    @Test
    void anOpenQuoteInAScriptIsFound() {
        assertThat(Words.ofScriptLine(line("script 'a b")).unmatchedQuote()).isPresent();
        assertThat(Words.ofScriptLine(line("script a\\")).unmatchedQuote()).isPresent();
    }
}
