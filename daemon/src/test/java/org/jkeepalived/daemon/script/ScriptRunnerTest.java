// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.CurrentProcess;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;
import org.jkeepalived.posix.testing.Requirements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ScriptRunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Account OWN = new Account(CurrentProcess.effectiveUser(), CurrentProcess.effectiveGroup());

    /** Scripts that outlive their daemon stay when it ends, here as zombies of this process. */
    private final Set<ProcessHandle> ofOtherTests =
            ProcessHandle.current().children().collect(Collectors.toSet());

    private final CompletableFuture<ScriptResult> result = new CompletableFuture<>();
    private EventLoop loop;
    private ScriptRunner runner;

    @BeforeEach
    void open() throws PosixException {
        loop = new EventLoop("vrrp", result::completeExceptionally);
        runner = new ScriptRunner(result::completeExceptionally, LoggerFactory.getLogger("Keepalived_vrrp"));
    }

    @AfterEach
    void close() {
        runner.close();
        loop.close();
    }

    private static ScriptCommand command(String... command) {
        return ScriptCommand.of(new Script(List.of(command), Optional.empty(), OWN, command[0]))
                .keepingOutput();
    }

    private static ScriptCommand shell(String text) {
        return command("/bin/sh", "-c", text);
    }

    private ScriptRun start(ScriptCommand command) {
        return runner.start(command, loop, result::complete);
    }

    @Test
    void theExitCodeAndTheLastLineAreTold() throws Exception {
        assertThat(run(shell("echo first; echo; echo 'connection refused' >&2; echo; exit 3")))
                .isEqualTo(new ScriptResult.Exited(3, "connection refused"));
    }

    @Test
    void moreArgumentsFollowThoseOfTheFile() throws Exception {
        var command = command("/bin/sh", "-c", "echo $1-$2-$3", "sh", "one");
        assertThat(run(command.withArguments(List.of("two", "three four"))))
                .isEqualTo(new ScriptResult.Exited(0, "one-two-three four"));
    }

    @Test
    void whatIsNotThereIsAResult() throws Exception {
        assertThat(run(command("/no/such/program")))
                .isEqualTo(new ScriptResult.NotStarted("No such file or directory"));
    }

    @Test
    void aScriptThatTakesTooLongIsEnded() throws Exception {
        assertThat(run(shell("echo waiting; sleep 60").withTimeout(Duration.ofMillis(200))))
                .isEqualTo(new ScriptResult.TimedOut("waiting"));
    }

    @Test
    void aScriptCanBeTerminated() throws Exception {
        start(shell("sleep 60")).terminate();
        assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new ScriptResult.Killed(Signals.TERM, ""));
    }

    @Test
    void aScriptThatEndsItselfMayWaitForWhatItHasBegun(@TempDir Path directory) throws Exception {
        Path ready = directory.resolve("ready");
        Path done = directory.resolve("done");
        Fifo.create(ready, 0600);
        ScriptRun run =
                start(shell("trap 'wait; exit 7' TERM; (sleep 0.5; touch %s) & echo > %s; wait".formatted(done, ready))
                        .endingItself());
        Files.readString(ready);
        run.terminate();
        assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new ScriptResult.Exited(7, ""));
        assertThat(done).exists();
    }

    @Test
    void whatCannotBeExecutedIsAResult(@TempDir Path directory) throws Exception {
        var notExecutable = Files.writeString(directory.resolve("data"), "#!/bin/sh\n");
        var badInterpreter = executable(directory.resolve("bad"), "#!/no/such/interpreter\n");
        assertThat(run(command(notExecutable.toString()))).isEqualTo(new ScriptResult.NotStarted("Permission denied"));
        assertThat(run(command(directory.toString()))).isEqualTo(new ScriptResult.NotStarted("Permission denied"));
        assertThat(run(command(badInterpreter.toString())))
                .isEqualTo(new ScriptResult.NotStarted("No such file or directory"));
    }

    @Test
    void aScriptWithoutAnInterpreterIsForTheShell(@TempDir Path directory) throws Exception {
        var script = executable(directory.resolve("plain"), "echo \"$1 $2\"\nexit 4\n");
        assertThat(run(command(script.toString(), "two words", "three")))
                .isEqualTo(new ScriptResult.Exited(4, "two words three"));
    }

    private static Path executable(Path path, String content) throws IOException {
        Files.writeString(path, content);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aPathAfterASmallerSignIsOnlyOpened(@TempDir Path directory) throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        assertThat(run(command("<" + file))).isEqualTo(new ScriptResult.Exited(0, ""));
        assertThat(run(command("<" + file + "-not-there")))
                .isInstanceOfSatisfying(
                        ScriptResult.Exited.class,
                        exited -> assertThat(exited.code()).isNotZero());
    }

    @Test
    void aScriptRunsAsItsUserWithItsGroupsAndMayOpenItsOutputAnew() throws Exception {
        Requirements.requireRoot();
        var nobody = new Account(65534, 60, List.of(5L));
        var script = new Script(
                List.of("/bin/sh", "-c", "pwd; echo $(id -u) $(id -G) > /dev/stderr"),
                Optional.empty(),
                nobody,
                "/bin/sh");
        assertThat(run(ScriptCommand.of(script).keepingOutput())).isEqualTo(new ScriptResult.Exited(0, "65534 60 5"));
    }

    @Test
    void aSignalThatNobodyHereHasSentIsTold() throws Exception {
        assertThat(run(shell("echo last words; kill -SEGV $$"))).isEqualTo(new ScriptResult.Killed(11, "last words"));
    }

    @Test
    void aScriptThatIgnoresTermIsKilledWithAllItHasStarted() throws Exception {
        var stubborn = shell("trap '' TERM; sleep 61 & echo $!; wait; sleep 61; sleep 61");
        var timedOut = (ScriptResult.TimedOut) run(stubborn.withTimeout(Duration.ofMillis(200)));
        awaitGone(timedOut.lastOutput());
    }

    @Test
    void whatAScriptLeavesInItsGroupEndsWithItsTimeout() throws Exception {
        var parent = shell("(trap '' TERM; sleep 61; sleep 61) & echo $!; wait");
        var timedOut = (ScriptResult.TimedOut) run(parent.withTimeout(Duration.ofMillis(200)));
        awaitGone(timedOut.lastOutput());
    }

    @Test
    void aStoppedScriptTimesOutToo() throws Exception {
        assertThat(run(shell("kill -STOP $$").withTimeout(Duration.ofMillis(100))))
                .isEqualTo(new ScriptResult.TimedOut(""));
    }

    @Test
    void aScriptMayForkAwayAndItsChildMayGoOnWriting(@TempDir Path directory) throws Exception {
        var proof = directory.resolve("proof");
        assertThat(run(shell("(sleep 0.1; echo still here; echo yes > " + proof + ") & echo done")))
                .isEqualTo(new ScriptResult.Exited(0, "done"));
        await(() -> Files.exists(proof));
    }

    @Test
    void aFloodIsReadAndOnlyItsLastLineIsKept() throws Exception {
        assertThat(run(shell("head -c 50000000 /dev/zero | tr '\\0' x; echo; echo the end")))
                .isEqualTo(new ScriptResult.Exited(0, "the end"));
    }

    @Test
    void aScriptMayCloseItsOutputAndGoOn() throws Exception {
        assertThat(run(shell("echo before; exec >&- 2>&-; sleep 0.1; exit 5")))
                .isEqualTo(new ScriptResult.Exited(5, "before"));
    }

    @Test
    void withoutKeptOutputItGoesNowhere() throws Exception {
        var silent = ScriptCommand.of(new Script(
                List.of("/bin/sh", "-c", "[ /dev/stdout -ef /dev/null ]"), Optional.empty(), OWN, "/bin/sh"));
        assertThat(run(silent)).isEqualTo(new ScriptResult.Exited(0, ""));
    }

    @Test
    void hundredsOfRunsLeaveNoDescriptorAndNoChild() throws Exception {
        run(shell("exit 0"));
        long before = openDescriptors();
        for (int i = 0; i < 100; i++) {
            run(i % 2 == 0 ? shell("echo $$") : command("/no/such/program"));
        }
        assertThat(openDescriptors()).isLessThanOrEqualTo(before);
        // One shell watches over the scripts.
        assertThat(children()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatRunsEndsWithTheRunner() throws Exception {
        var script = shell("echo $$ > /dev/stderr; exec sleep 61");
        start(script);
        await(() -> ProcessHandle.current()
                .children()
                .anyMatch(child -> child.info().commandLine().orElse("").contains("sleep 61")));
        runner.close();
        assertThat(children()).isEmpty();
    }

    private List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !ofOtherTests.contains(child))
                .toList();
    }

    private ScriptResult run(ScriptCommand command) throws Exception {
        var told = new CompletableFuture<ScriptResult>();
        runner.start(command, loop, told::complete);
        return told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static long openDescriptors() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    private static void awaitGone(String process) throws Exception {
        await(() -> ProcessHandle.of(Long.parseLong(process)).isEmpty() || isZombie(process));
    }

    /** Where process 1 does not care for orphans, they stay as zombies. */
    private static boolean isZombie(String process) throws IOException {
        return Files.readString(Path.of("/proc", process, "stat")).contains(") Z ");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("came true in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
