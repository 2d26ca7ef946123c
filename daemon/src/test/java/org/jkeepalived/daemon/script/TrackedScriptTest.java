// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.CurrentProcess;
import org.jkeepalived.posix.PosixException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TrackedScriptTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final Account OWN = new Account(CurrentProcess.effectiveUser(), CurrentProcess.effectiveGroup());

    private record Finding(boolean well, ScriptResult result) {}

    @TempDir
    private Path directory;

    private final BlockingQueue<Finding> findings = new LinkedBlockingQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private EventLoop loop;
    private ScriptRunner runner;

    @BeforeEach
    void open() throws PosixException {
        loop = new EventLoop("vrrp", failures::add);
        runner = new ScriptRunner(failures::add, LoggerFactory.getLogger("Keepalived_vrrp"));
    }

    @AfterEach
    void close() {
        runner.close();
        loop.close();
        assertThat(failures).isEmpty();
    }

    private static TrackScript definition(String shellText) {
        var script = new Script(List.of("/bin/sh", "-c", shellText), Optional.empty(), OWN, "/bin/sh");
        return new TrackScript(
                "check", script, Duration.ofMillis(20), Duration.ofSeconds(10), 2, 2, Weight.NONE, false);
    }

    private TrackedScript start(String shellText) {
        var script =
                runner.track(definition(shellText), loop, (well, result) -> findings.add(new Finding(well, result)));
        script.start();
        return script;
    }

    private Finding next() throws InterruptedException {
        return findings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void onlyWhatIsNewIsTold() throws Exception {
        var runs = directory.resolve("runs");
        start("echo run >> " + runs + "; [ $(wc -l < " + runs + ") -le 5 ] || { echo worn out; exit 3; }");
        assertThat(next()).isEqualTo(new Finding(true, new ScriptResult.Exited(0, "")));
        assertThat(next()).isEqualTo(new Finding(false, new ScriptResult.Exited(3, "worn out")));
        assertThat(Files.readAllLines(runs)).as("two failures decide").hasSizeGreaterThanOrEqualTo(7);
        assertThat(findings).isEmpty();
    }

    @Test
    void anotherReasonOfTheFailureIsTold() throws Exception {
        var marker = directory.resolve("marker");
        start("[ -e " + marker + " ] && exit 2; touch " + marker + "; exit 1");
        assertThat(next()).isEqualTo(new Finding(false, new ScriptResult.Exited(1, "")));
        assertThat(next()).isEqualTo(new Finding(false, new ScriptResult.Exited(2, "")));
    }

    @Test
    void theFirstResultOfAnotherProgramDecides() throws Exception {
        var script = start("exit 0");
        assertThat(next().well()).isTrue();
        script.redefine(definition("exit 1"));
        assertThat(next().well()).isFalse();
        script.redefine(definition("exit 0"));
        assertThat(next().well()).isTrue();
    }

    @Test
    void aRunThatTakesLongerThanTheIntervalStaysAlone() throws Exception {
        var lock = directory.resolve("lock");
        start("mkdir " + lock + " || exit 9; sleep 0.1; rmdir " + lock + "; exit 1");
        assertThat(next()).isEqualTo(new Finding(false, new ScriptResult.Exited(1, "")));
        assertThat(findings.poll(300, TimeUnit.MILLISECONDS))
                .as("status 9 of a second one")
                .isNull();
    }

    @Test
    void aRunThatGoesOnWhenItIsStoppedEnds() throws Exception {
        var ended = directory.resolve("ended");
        var started = directory.resolve("started");
        var script = start("trap 'touch " + ended + "; exit' TERM; touch " + started + "; sleep 60 & wait");
        awaitExists(started);
        script.stop();
        awaitExists(ended);
        assertThat(findings).isEmpty();
    }

    private static void awaitExists(Path file) throws Exception {
        try (var watch = file.getFileSystem().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                assertThat(watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isNotNull()
                        .matches(WatchKey::reset);
            }
        }
    }
}
