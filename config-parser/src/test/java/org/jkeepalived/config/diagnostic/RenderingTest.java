// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static Diagnostics about(SourceRange range) {
        var findings = new Findings();
        findings.warning(range, "Something").effect("it is ignored").advice("write it another way");
        return findings.done();
    }

    /** The line as it is shown, and the marks under it, from the same column on. */
    private static List<String> lineAndMarks(String line, int column, int endColumn) {
        return about(new SourceRange("k.conf", 7, column, endColumn, line, ""))
                .human()
                .lines()
                .skip(1)
                .limit(2)
                .map(shown -> shown.substring("    7 | ".length()))
                .toList();
    }

    @Test
    void aFindingNamesItsPlaceShowsTheLineAndSaysWhatHappensAndWhatToDo() {
        assertThat(about(new SourceRange("k.conf", 7, 5, 13, "    priority 300", ""))
                        .human())
                .isEqualTo("""
                        k.conf:7:5: warning: Something
                            7 |     priority 300
                              |     ^^^^^^^^
                              = it is ignored
                              = help: write it another way
                        """);
    }

    @Test
    void theIdOfALintRuleStandsBesideTheSeverity() {
        var findings = new Findings();
        findings.note(new SourceRange("k.conf", 1, 1, 2, "x", ""), "Something").rule("some-rule");
        assertThat(findings.done().human()).startsWith("k.conf:1:1: note[some-rule]: Something\n");
        assertThat(findings.done().plain()).isEqualTo("(k.conf: Line 1) Something [some-rule]\n");
    }

    @Test
    void marksStandUnderTheirWordsAfterTabs() {
        assertThat(lineAndMarks("\tstate\tFOO", 8, 11)).containsExactly("        state   FOO", "                ^^^");
    }

    @Test
    void marksStandUnderTheirWordsAfterAccentsAndIdeographs() {
        assertThat(lineAndMarks("e\u0301 \u4e2d\u6587 FOO", 7, 10))
                .containsExactly("e\u0301 \u4e2d\u6587 FOO", "       ^^^");
        assertThat(lineAndMarks("\ud83d\ude00 FOO", 4, 7)).containsExactly("\ud83d\ude00 FOO", "   ^^^");
        assertThat(lineAndMarks("\u4e2d\u6587", 1, 3)).containsExactly("\u4e2d\u6587", "^^^^");
    }

    @Test
    void aPositionAfterTheLastCharacterIsMarked() {
        assertThat(lineAndMarks("state", 6, 6)).containsExactly("state", "     ^");
        assertThat(lineAndMarks("", 1, 1)).containsExactly("", "^");
    }

    @Test
    void ofALongLineThePartAroundTheMarkIsShown() {
        var shown = lineAndMarks("x".repeat(500) + "FOO" + "y".repeat(500), 501, 504);
        assertThat(shown.getFirst()).startsWith("...x").endsWith("y...").hasSize(166);
        assertThat(shown.getLast().indexOf('^')).isEqualTo(shown.getFirst().indexOf("FOO"));
    }

    @Test
    void whatWouldSteerATerminalIsNotShown() {
        assertThat(lineAndMarks("a\u001b[31m\u202eb\u200bc", 1, 2).getFirst()).isEqualTo("a?[31m?b?c");
        assertThat(about(new SourceRange("k\u001b.conf", 1, 1, 2, "x", "")).human())
                .startsWith("k?.conf:1:1:");
    }
}
