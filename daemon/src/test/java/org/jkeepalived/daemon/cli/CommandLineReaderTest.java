// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jkeepalived.daemon.cli.CommandLineReader.Answer;
import org.jkeepalived.daemon.cli.CommandLineReader.Run;
import org.jkeepalived.daemon.logging.Facility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expectations were taken from what keepalived 2.2.7 prints and returns. */
class CommandLineReaderTest {
    private static final Path DIRECTORY = Path.of("/caller");

    @ParameterizedTest
    @CsvSource({"RELOAD,1", "DATA,10", "STATS,12", "STOP,15", "JSON,36", "STATS_CLEAR,63"})
    void printsTheNumberOfASignalInBothSpellings(String name, String number) {
        var expected = new Answer(List.of(number), List.of(), 0);
        assertThat(read("--signum=" + name)).isEqualTo(expected);
        assertThat(read("--signum", name)).isEqualTo(expected);
        assertThat(read("--sig", name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "reload", "INTERRUPT"})
    void refusesAnUnknownSignalName(String name) {
        assertThat(read("--signum=" + name)).isEqualTo(new Answer(List.of(), List.of("Unknown sigfunc " + name), 1));
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus,Unknown option --bogus",
        "-Z,Unknown option -Z",
        "-nlZ,Unknown option -Z",
        "-6,Unknown option -6",
        "-nZl,Unknown option -Z",
        "--vrrp=1,Unknown option --vrrp=1",
        "--co,Unknown option --co",
        "--use-file=,Missing parameter for option --use-file",
        "--use-file,Missing parameter for option --use-file",
        "-f,Missing parameter for option -f",
        "-nlf,Missing parameter for option -f"
    })
    void refusesWithKeepalivedsMessage(String argument, String message) {
        assertThat(read(argument)).isEqualTo(new Answer(List.of(), List.of(message), 1));
    }

    @Test
    void reportsEveryMistakeAtOnce() {
        assertThat(read("-Z", "-n", "--bogus"))
                .isEqualTo(new Answer(List.of(), List.of("Unknown option -Z", "Unknown option --bogus"), 1));
    }

    @Test
    void takesWhateverFollowsForAValueThatIsNeeded() {
        assertThat(run("-f", "-n", "-p", "--", "-i", "--version").options())
                .returns(Path.of("/caller/-n"), Options::configurationFile)
                .returns(false, Options::dontFork)
                .returns(Optional.of(Path.of("/caller/--")), Options::pidFile)
                .returns(Optional.of("--version"), Options::configurationId);
    }

    @Test
    void theLastOfEqualOptionsWins() {
        assertThat(run("-fa", "--use-file=b", "-f", "c").options().configurationFile())
                .isEqualTo(Path.of("/caller/c"));
    }

    @Test
    void onlyRemarksOnWords() {
        var run = run("-", "demo", "-n", "@file", "--", "-Z", "--", "-6");
        assertThat(run.remarks()).containsExactly("Unexpected argument(s): - demo @file -Z -- -6");
        assertThat(run.options().dontFork()).isTrue();
    }

    @Test
    void takesALongNameForTheOnlyOneThatBeginsSo() {
        assertThat(run("--use=a").options().configurationFile()).isEqualTo(Path.of("/caller/a"));
        assertThat(run("--dont-f").options().dontFork()).isTrue();
        assertThat(run("--vrrp").options().vrrpPidFile())
                .as("--vrrp is a name of its own")
                .isEmpty();
        assertThat(read("--core-pattern")).isInstanceOf(Answer.class);
    }

    @Test
    void takesCombinedLettersWithAnAttachedOrFollowingValue() {
        for (var options : List.of(
                run("-nldDf", "a.conf", "-p/run/x.pid").options(),
                run("-n", "-l", "-d", "-D", "--use-file=a.conf", "--pid", "/run/x.pid")
                        .options())) {
            assertThat(options.dontFork()).isTrue();
            assertThat(options.logConsole()).isTrue();
            assertThat(options.dumpConfiguration()).isTrue();
            assertThat(options.logDetail()).isEqualTo(1);
            assertThat(options.configurationFile()).isEqualTo(Path.of("/caller/a.conf"));
            assertThat(options.pidFile()).contains(Path.of("/run/x.pid"));
        }
    }

    @Test
    void acceptsTheCommandLinesOfTheToolsAroundKeepalived() {
        var openshift = run("-f", "/etc/k.conf", "--dont-fork", "--vrrp", "--log-detail", "--log-console")
                .options();
        assertThat(openshift.dontFork()).isTrue();
        assertThat(openshift.logDetail()).isEqualTo(1);

        var bosh = run("-l", "-D", "-n", "--pid=/a", "--vrrp_pid=/b", "--checkers_pid=/c")
                .options();
        assertThat(bosh.vrrpPidFile()).contains(Path.of("/b"));

        var puppet = run("-l", "-t", "-f", "/tmp/candidate").options();
        assertThat(puppet.configurationTest()).isTrue();
        assertThat(puppet.configurationTestLog()).isEmpty();
        assertThat(puppet.configurationFile()).isEqualTo(Path.of("/tmp/candidate"));

        assertThat(run("-nld", "-p", "/run/keepalived.pid").options().dumpConfiguration())
                .isTrue();
    }

    @Test
    void acceptsTheOptionsOfSubsystemsThatDoNotExistHere() {
        var run = run(
                "-P",
                "-C",
                "-B",
                "--all",
                "-I",
                "-R",
                "-c",
                "/c",
                "-b",
                "/b",
                "-x",
                "-A",
                "/agentx",
                "-m",
                "-M",
                "-Mcore.%p",
                "-L",
                "--no-mem-check",
                "--perf=all",
                "--debug=DvN",
                "--config-fd=3");
        assertThat(run.remarks()).isEmpty();
    }

    @Test
    void takesAnOptionalValueOnlyWhereAttached() {
        assertThat(run("-t", "-n").options().configurationTestLog()).isEmpty();
        assertThat(run("-tout").options().configurationTestLog()).contains(Path.of("/caller/out"));
        assertThat(run("-t=out").options().configurationTestLog()).contains(Path.of("/caller/out"));
        assertThat(run("--config-test=/out").options().configurationTestLog()).contains(Path.of("/out"));
        assertThat(run("-t", "out").remarks()).containsExactly("Unexpected argument(s): out");
    }

    @ParameterizedTest
    @CsvSource({"0,LOCAL0", "7,LOCAL7", "local3,LOCAL3", "user,USER", "daemon,DAEMON"})
    void understandsTheFacility(String text, Facility facility) {
        assertThat(run("-S", text).options().logFacility()).isEqualTo(facility);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "local9", "kern", "-1", "01"})
    void keepsTheFacilityWhenItIsInvalid(String text) {
        var run = run("-S", text);
        assertThat(run.remarks()).containsExactly("Invalid log facility '" + text + "'");
        assertThat(run.options().logFacility()).isEqualTo(Facility.DAEMON);
    }

    @ParameterizedTest
    @CsvSource({"022,18", "18,18", "0x12,18", "0777,511", "0,0"})
    void understandsTheUmaskAsStrtolDoes(String text, int bits) {
        assertThat(run("-u", text).options().umask()).isEqualTo(OptionalInt.of(bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "xyz", "01000", "-1", "08"})
    void ignoresAnInvalidUmask(String text) {
        var run = run("-u", text);
        assertThat(run.remarks()).containsExactly("Invalid --umask option " + text);
        assertThat(run.options().umask()).isEmpty();
    }

    @Test
    void printsAVersionThatToolsCanParse() {
        var answer = (Answer) read("-v");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).as("keepalived writes it to standard error").isEmpty();
        var first = answer.errors().getFirst();
        // Puppet's expression, Neutron's split, mehdy's search.
        assertThat(first).matches("Keepalived v(\\d+\\.\\d+\\.\\d+) .+");
        assertThat(Pattern.compile(" ").splitAsStream(first).skip(1))
                .first()
                .asString()
                .startsWith("v2.");
        assertThat(String.join("\n", answer.errors())).contains("--enable-json").contains("jkeepalived");
    }

    @Test
    void answersTheVersionWhateverElseIsWrong() {
        assertThat(read("--version", "--bogus")).isEqualTo(read("-v"));
        assertThat(read("-nvZ", "-h")).isEqualTo(read("-v"));
        var answer = (Answer) read("-Z", "-f", "", "-v", "-h");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.errors())
                .startsWith("Unknown option -Z", "Missing parameter for option -f", Version.KEEPALIVED);
    }

    @Test
    void helpNamesEveryOption() {
        var help = String.join("\n", ((Answer) read("--help")).errors());
        for (var option : CommandLineOption.values()) {
            assertThat(help)
                    .containsAnyOf("--" + option.longName, " -" + option.letter + " ", " -" + option.letter + "[");
        }
    }

    @Test
    void detailCountsToTwo() {
        assertThat(run("-l").options().logDetail()).isZero();
        assertThat(run("-DDD").options().logDetail()).isEqualTo(2);
    }

    @Test
    void theLogFileIsInTmpUnlessAbsolute() {
        assertThat(run("-g").options().logFile()).contains(Path.of("/tmp/keepalived.log"));
        assertThat(run("-gvrrp.log").options().logFile()).contains(Path.of("/tmp/vrrp.log"));
        assertThat(run("--log-file=/var/log/k.log").options().logFile()).contains(Path.of("/var/log/k.log"));
    }

    private static CommandLineReader.Request read(String... arguments) {
        return CommandLineReader.read(DIRECTORY, arguments);
    }

    private static Run run(String... arguments) {
        assertThat(read(arguments)).isInstanceOf(Run.class);
        return (Run) read(arguments);
    }
}
