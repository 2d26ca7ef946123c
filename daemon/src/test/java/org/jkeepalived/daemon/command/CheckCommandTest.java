// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String GOOD = """
            vrrp_instance V {
                interface nowhere0
                virtual_router_id 5
                priority %d
                version 3
                virtual_ipaddress {
                    10.0.0.1/24
                }
            }
            """;

    @TempDir
    private Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static CommandRun check(String... arguments) {
        return CommandRun.of(CheckCommand::execute, arguments);
    }

    @Test
    void aFileWithoutFlawsIsSilentAndGivesZero() throws IOException {
        assertThat(check(file("a.conf", GOOD.formatted(100)))).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void aFileWithoutFlawsIsCalledSoToPeople() throws IOException {
        var file = file("a.conf", GOOD.formatted(100));
        assertThat(check("--style=human", file))
                .isEqualTo(new CommandRun(0, file + ": runs, nothing to complain of\n", ""));
    }

    @Test
    void warningsGiveOneAndEveryFindingOfEveryFileIsPrinted() throws IOException {
        var first = file("a.conf", GOOD.formatted(100).replace("priority", "priorty"));
        var second = file("b.conf", GOOD.formatted(300) + "frobnicate\n");
        var run = check("--style", "plain", first, second);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().lines())
                .containsExactly(
                        "(" + first + ": Line 4) Unknown keyword 'priorty'",
                        "(" + second + ": Line 4) (V) Priority not valid! must be between 1 & 255. Using default 100",
                        "(" + second + ": Line 10) Unknown keyword 'frobnicate'");
    }

    @Test
    void aFileThatCannotRunGivesTwoEvenBesideOthers() throws IOException {
        var good = file("a.conf", GOOD.formatted(100));
        var bad = file("b.conf", "vrrp_instance V {\n interface eth0\n}\n");
        assertThat(check(good, bad).exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsMissingOrADirectoryGivesTwoAndIsNamed() {
        var missing = directory.resolve("missing.conf").toString();
        var run = check(missing, directory.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("'" + missing + "'").contains("'" + directory + "' is a directory");
    }

    @Test
    void aWrongCommandLineGives64() {
        assertThat(check("--frobnicate").exitCode()).isEqualTo(64);
        assertThat(check("--lint=everything", "x").exitCode()).isEqualTo(64);
        var alone = check("--peers", "a.conf");
        assertThat(alone.exitCode()).isEqualTo(64);
        assertThat(alone.errors()).contains("name two or more");
    }

    @Test
    void theHelpTellsTheExitCodes() {
        var help = check("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).containsSubsequence("Exit codes:", "0 ", "1 ", "2 ", "64 ");
    }

    @Test
    void interfacesAreOnlyLookedForOnRequest() throws IOException {
        var file = file("a.conf", GOOD.formatted(100));
        var run = check("--on-this-machine", file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("interface nowhere0 for vrrp_instance V doesn't exist");
    }

    @Test
    void linesForAnotherMachineAreChosenByItsId() throws IOException {
        var file = file("a.conf", GOOD.formatted(100) + "@one frobnicate\n");
        assertThat(check("-i", "one", file).exitCode()).isEqualTo(1);
        assertThat(check("--config-id=two", file).exitCode()).isZero();
    }

    @Test
    void theLintLevelDecidesWhatIsLookedFor() throws IOException {
        var text = GOOD.formatted(100).replace("version 3", "unicast_peer {\n10.0.0.9\n}\nstate MASTER");
        var file = file("a.conf", text);
        assertThat(check(file).output()).contains("[unicast-without-check]").contains("[state-master]");
        assertThat(check("--lint=warnings", file).output())
                .contains("[unicast-without-check]")
                .doesNotContain("[state-master]");
        assertThat(check("--lint=off", file)).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void peersAreComparedAndBothPlacesShown() throws IOException {
        var first = file("a.conf", GOOD.formatted(100));
        var second = file("b.conf", "\n" + GOOD.formatted(100));
        assertThat(check(first, second).exitCode()).isZero();
        var run = check("--peers", "--style=human", first, second);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains(first + ":4:5: warning[peer-priority]: (V) and its peer have the same priority, 100\n")
                .contains(second + ":5:5: the peer\n");
    }

    @Test
    void jsonHoldsWhatIsPrintedWithItsPlaces() throws IOException {
        var first = file("a.conf", GOOD.formatted(100).replace("version 3", "unicast_peer {\n10.0.0.9\n}"));
        var second = file("b.conf", GOOD.formatted(100).replace("virtual_router_id", "#"));
        var run = check("--json", "--peers", first, second);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(strings(run.output(), "severity")).containsExactly("warning", "error");
        assertThat(strings(run.output(), "rule")).containsExactly("unicast-without-check", "");
        assertThat(strings(run.output(), "file")).containsExactly(first, first, second, second);
        assertThat(run.output())
                .contains("\"line\": 5,")
                .contains("\"runs\": false")
                .contains("\"peers\": []");
    }

    /** The values of every member of that name, in order; fails where the text is no JSON. */
    private static List<String> strings(String text, String name) throws IOException {
        var found = new ArrayList<String>();
        try (var parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    found.add(parser.nextTextValue());
                }
            }
        }
        return found;
    }
}
