// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScriptRunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
        return ScriptCommand.of(new Script(List.of(command), Optional.empty(), Account.ROOT, command[0]))
                .keepingOutput();
    }

    private static ScriptCommand shell(String text) {
        return command("/bin/sh", "-c", text);
    }

    private ScriptRun start(ScriptCommand command) {
        return runner.start(command, loop, result::complete);
    }

    private ScriptResult run(ScriptCommand command) throws InterruptedException, ExecutionException, TimeoutException {
        start(command);
        return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
}
