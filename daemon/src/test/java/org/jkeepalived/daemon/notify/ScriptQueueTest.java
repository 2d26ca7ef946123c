// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.LogRecorder;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptResult;
import org.jkeepalived.daemon.script.ScriptRun;
import org.jkeepalived.posix.PosixException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptQueueTest {
    private static final long FOR_EVER = TimeUnit.HOURS.toNanos(1);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);

    private final LogRecorder log = new LogRecorder();
    private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
    private final List<Consumer<ScriptResult>> running = new ArrayList<>();
    private EventLoop loop;

    @BeforeEach
    void startLoop() throws PosixException {
        loop = new EventLoop("vrrp", failure -> {
            throw new AssertionError(failure);
        });
    }

    @AfterEach
    void stopLoop() {
        loop.close();
    }

    private ScriptRun start(ScriptCommand command, Consumer<ScriptResult> whenDone) {
        started.add(command.script().file());
        running.add(whenDone);
        return () -> {};
    }

    private ScriptQueue queue(long holdNanos) {
        return new ScriptQueue(new Subject(Subject.Kind.INSTANCE, "VI_1"), holdNanos, this::start, loop, log.logger());
    }

    private static ScriptCommand command(String file) {
        return ScriptCommand.of(new Script(List.of(file), Optional.empty(), Account.ROOT, file));
    }

    private void onLoop(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.get(10, TimeUnit.SECONDS);
    }

    private void add(ScriptQueue queue, String... files) throws Exception {
        onLoop(() -> {
            for (String file : files) {
                queue.add(command(file));
            }
        });
    }

    private void endFirst() throws Exception {
        onLoop(() -> running.removeFirst().accept(new ScriptResult.Exited(0, "")));
    }

    @Test
    void theNextScriptStartsWhenTheOneBeforeHasEnded() throws Exception {
        ScriptQueue queue = queue(FOR_EVER);
        add(queue, "master", "notify", "backup");
        assertThat(started).containsExactly("master");
        endFirst();
        assertThat(started).containsExactly("master", "notify");
        endFirst();
        assertThat(started).containsExactly("master", "notify", "backup");
        assertThat(queue.isIdle()).isFalse();
        endFirst();
        assertThat(queue.isIdle()).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aScriptThatHangsHoldsTheNextBackForSoLongOnlyAndTheLogSaysSo() throws Exception {
        ScriptQueue queue = queue(SHORT);
        add(queue, "hangs", "next");
        assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo("hangs");
        assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
        onLoop(() -> {});
        assertThat(log.lines()).containsExactly("(VI_1) notify script hangs is still running; starting next beside it");
    }

    @Test
    void whatWaitsWhenTheDaemonStopsStartsAtOnce() throws Exception {
        ScriptQueue queue = queue(FOR_EVER);
        add(queue, "hangs", "second", "third");
        onLoop(queue::startAll);
        assertThat(started).containsExactly("hangs", "second", "third");
    }

    @Test
    void ofTooManyTheOldestAreGivenUpAndCounted() throws Exception {
        ScriptQueue queue = queue(FOR_EVER);
        add(queue, "hangs");
        for (int i = 1; i <= 130; i++) {
            add(queue, "script" + i);
        }
        assertThat(log.lines())
                .containsExactly("(VI_1) 100 notify scripts wait for hangs to end; giving up the oldest");
        endFirst();
        assertThat(started).containsExactly("hangs", "script31");
        while (!running.isEmpty()) {
            endFirst();
        }
        assertThat(started).hasSize(101).endsWith("script130");
        assertThat(log.lines()).endsWith("(VI_1) 30 notify scripts were not run");
    }

    @Test
    void aScriptThatFailsIsToldOfAndHoldsNothingBack() throws Exception {
        ScriptQueue queue = queue(FOR_EVER);
        add(queue, "missing", "next");
        onLoop(() -> running.removeFirst().accept(new ScriptResult.NotStarted("Permission denied")));
        assertThat(started).containsExactly("missing", "next");
        assertThat(log.lines()).containsExactly("(VI_1) notify script missing could not be started: Permission denied");
    }
}
