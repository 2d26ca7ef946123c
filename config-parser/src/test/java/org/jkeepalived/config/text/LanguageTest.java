// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.diagnostic.Findings;
import org.junit.jupiter.api.Test;

/** The examples of keepalived.conf(5), and what keepalived was seen to do beyond them. */
class LanguageTest {
    private final FilesInMemory machine = new FilesInMemory();
    private final Findings findings = new Findings();

    private List<String> lines(String text) {
        machine.with(FilesInMemory.MAIN, text.getBytes(StandardCharsets.UTF_8));
        var reader = new LineReader(machine, findings);
        assertThat(reader.open(FilesInMemory.MAIN)).isTrue();
        var lines = new ArrayList<String>();
        for (var line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.text());
        }
        return lines;
    }

    private String complaints() {
        return findings.done().plain();
    }

    @Test
    void commentsEndALineOutsideQuotes() {
        assertThat(lines("a # b\n! c\nd \"#e!\" f ! g\n  \n\th\\#i \\! j\n#")).containsExactly("a", "d \"#e!\" f", "h");
    }

    @Test
    void lineEndsMayBeOfAnySystemAndTheLastOneMayBeMissing() {
        assertThat(lines("a\r\nb\n\r\nc")).containsExactly("a", "b", "c");
    }

    @Test
    void bracesStandAlone() {
        assertThat(lines("a b { c } d{e}\n{f \"{ }\" g"))
                .containsExactly("a b", "{", "c", "}", "d", "{", "e", "}", "{", "f \"{ }\" g");
    }

    @Test
    void definitionsAreReplacedWithAndWithoutBraces() {
        assertThat(lines("$P=240\n$EMPTY=\npriority $P\nx${P}y${EMPTY}z $P, ($P) $Px ${UNKNOWN_} $P"))
                .containsExactly("priority 240", "x240yz 240, (240) $Px $", "{", "UNKNOWN_", "}", "240");
    }

    @Test
    void replacementIsRecursiveAndLate() {
        assertThat(lines("""
                $BASE=10.2.${SUB}
                $SUB=0
                ${BASE}.100/32
                $SUB=10
                ${BASE}.100/32
                """)).containsExactly("10.2.0.100/32", "10.2.10.100/32");
    }

    @Test
    void conditionsCompareWithTheConfigIdWhichIsTheHostsFirstName() {
        assertThat(lines("@node a\n@other b\n@^node c\n@^other d\n@node\n@node  $X=1\n@other $X=2\ne $X"))
                .containsExactly("a", "d", "e 1");
    }

    @Test
    void aConditionMayComeOutOfADefinition() {
        assertThat(lines("$IF_MAIN=@node\n$IF_BACKUP=@other\n$IF_MAIN priority 240\n$IF_BACKUP priority 1"))
                .containsExactly("priority 240");
    }

    @Test
    void definitionsOfSeveralLinesNestAndHoldConditionsAndDefinitions() {
        assertThat(lines("""
                $RS= \\
                  real ${VS_NUM}.${RS_NUM} { \\
                    # a comment between \\
                    weight 1 \\
                  }
                $VS= \\
                virtual ${VS_NUM} { \\
                  @node here \\
                  @other there \\
                  $RS_NUM=1 \\
                  $RS \\
                  $RS_NUM=2 \\
                  $RS \\
                  end \\
                  }
                $VS_NUM=0
                $VS
                after
                """))
                .containsExactly(
                        "virtual 0",
                        "{",
                        "here",
                        "real 0.1",
                        "{",
                        "weight 1",
                        "}",
                        "real 0.2",
                        "{",
                        "weight 1",
                        "}",
                        "end",
                        "}",
                        "after");
    }

    @Test
    void anEmptyLineEndsADefinition() {
        assertThat(lines("$D= \\\n one \\\n\n two\n$D")).containsExactly("two", "one");
    }

    @Test
    void aDefinitionOfSeveralLinesMayBeginOnTheFirst() {
        assertThat(lines("$D=one \\\n two \\\n three\nx $D\ny")).containsExactly("x one", "two", "three", "y");
    }

    @Test
    void sequencesCount() {
        assertThat(lines("~SEQ(S, 0, 3) 10.0.${S}.1")).containsExactly("10.0.0.1", "10.0.1.1", "10.0.2.1", "10.0.3.1");
        assertThat(lines("~SEQ(S,2) $S")).containsExactly("1", "2");
        assertThat(lines("~SEQ(S,-2) $S")).containsExactly("-1", "-2");
        assertThat(lines("~SEQ(S, 6, -2, 1) $S")).containsExactly("6", "4", "2");
        assertThat(lines("~SEQx(S, 144, 16, 0xc0) fe80::${S}"))
                .containsExactly("fe80::90", "fe80::a0", "fe80::b0", "fe80::c0");
        assertThat(lines("$N=2\n~SEQ(S, 1, $N) $S")).containsExactly("1", "2");
    }

    @Test
    void sequencesAndListsNestAndCombine() {
        assertThat(lines("~SEQx(B, 0x90, 0x10, 0xa0) ~SEQ(A, 2, 1) fe81::${B}:${A}"))
                .containsExactly("fe81::90:2", "fe81::90:1", "fe81::a0:2", "fe81::a0:1");
        assertThat(lines("~LST(A, x, y) ~LST({B, C}, {1,2},{3,4}) ${A}${B}${C}"))
                .containsExactly("x12", "x34", "y12", "y34");
        assertThat(lines("~LST({A, B}, {1},{2,3}) ~SEQ(C,2) ${A}-${B}-${C}"))
                .containsExactly("1--1", "1--2", "2-3-1", "2-3-2");
    }

    @Test
    void aSequenceRepeatsADefinitionOfSeveralLines() {
        assertThat(lines("$D= \\\nv ${I} { \\\n~SEQ(J,2) w ${I}.$J \\\n}\n~SEQ(I, 7, 8) $D\nend"))
                .containsExactly("v 7", "{", "w 7.1", "w 7.2", "}", "v 8", "{", "w 8.1", "w 8.2", "}", "end");
    }

    @Test
    void malformedSequencesAreReportedAndLeftOut() {
        assertThat(lines("""
                ~SEQ(
                ~SEQ(X) a
                ~SEQ(X, 1, 0, 3) a
                ~SEQ(X, 3, 1, 1) a
                ~SEQx(X, -1, 1) a
                ~SEQ(X, one) a
                ~SEQ(X, 99999999999999999999) a
                ~LST(A) a
                ~LST({A,B}, {1,2,3}) a
                ~LST(A, 1
                """)).isEmpty();
        assertThat(complaints().lines()).hasSize(10);
    }

    @Test
    void predefinedDefinitions() {
        assertThat(lines("${_PWD} ${_INSTANCE} ${_ENV COLOUR} ${_RANDOM 5 5} \"${_HASH}${_BANG}\""))
                .containsExactly("/etc/keepalived node blue 5 \"#!\"");
    }

    @Test
    void anEndlessDefinitionIsReportedOnce() {
        assertThat(lines("$A=x$B\n$B=y${A}\nbefore\n${A}\nafter")).containsExactly("before", "after");
        assertThat(complaints()).contains("Line 4").contains("would exceed maximum line length");
    }

    @Test
    void aDefinitionThatGrowsWithoutEndIsBounded() {
        assertThat(lines("$A= \\\n x \\\n$A\n$A\nafter")).contains("after").hasSizeLessThan(1_000);
        assertThat(complaints()).contains("nested definitions");
    }

    @Test
    void aSequenceWithoutEndIsBounded() {
        assertThat(lines("~SEQ(A,0,2000000000) ~SEQ(B,0,2000000000) x$B\nafter"))
                .endsWith("after");
        assertThat(complaints()).contains("make more than");
    }

    @Test
    void includesAreRelativeToTheIncludingFileAndSorted() {
        machine.with("/etc/keepalived/conf.d/b.conf", "b\ninclude sub/c.conf")
                .with("/etc/keepalived/conf.d/a.conf", "a")
                .with("/etc/keepalived/conf.d/.hidden.conf", "hidden")
                .with("/etc/keepalived/conf.d/sub/c.conf", "c");
        assertThat(lines("before\ninclude conf.d/*.conf\nafter")).containsExactly("before", "a", "b", "c", "after");
    }

    @Test
    void includesUnderstandBracesAndClasses() {
        machine.with("/x/1.conf", "1")
                .with("/x/2.conf", "2")
                .with("/x/3.conf", "3")
                .with("/y.conf", "y");
        assertThat(lines("include /{x/[13],y}.conf")).containsExactly("1", "3", "y");
        assertThat(lines("include /x/[^1-2].conf")).containsExactly("3");
        assertThat(lines("include /x/?.conf")).containsExactly("1", "2", "3");
    }

    @Test
    void onlyTheStrictFormsOfIncludeComplain() {
        lines("include /missing\ninclude /missing*");
        assertThat(findings.done().exitCode()).isZero();
        lines("includem /missing");
        assertThat(findings.done().exitCode()).isEqualTo(6);
    }

    @Test
    void aFileThatIncludesItselfIsRefused() {
        assertThat(lines("a\ninclude keepalived.conf\nb")).containsExactly("a", "b");
        assertThat(complaints()).contains("includes itself");
        assertThat(findings.done().hasErrors()).isTrue();
    }

    @Test
    void includesThatDoubleWithEveryLevelAreBounded() {
        for (int i = 0; i < 40; i++) {
            machine.with("/etc/keepalived/" + i, "include " + (i + 1) + "\ninclude " + (i + 1) + "\n");
        }
        assertThat(lines("include 0")).isEmpty();
        assertThat(complaints()).contains("files included");
    }

    @Test
    void placesPointIntoTheSourceLine() {
        machine.with(FilesInMemory.MAIN, "$X=abc\n\tone  two$X ${X}three # four\n".getBytes(StandardCharsets.UTF_8));
        var reader = new LineReader(machine, findings);
        reader.open(Path.of("/etc/keepalived/keepalived.conf"));
        var words = Words.of(reader.next()).words();
        assertThat(words).extracting(Word::text).containsExactly("one", "twoabc", "abcthree");
        assertThat(words.get(0).range().column()).isEqualTo(2);
        assertThat(words.get(0).range().endColumn()).isEqualTo(5);
        assertThat(words.get(1).range().column()).isEqualTo(7);
        assertThat(words.get(2).range().column()).isEqualTo(13);
        assertThat(words.get(2).range().endColumn()).isEqualTo(22);
        assertThat(words.get(2).range().lineText()).isEqualTo("\tone  two$X ${X}three # four");
        assertThat(words.get(2).range().expansion()).isEqualTo("one  twoabc abcthree");
    }
}
