// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.model.NetlinkBuffers;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.netlink.process.ProcessConnector;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NetworkNamespace;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.testing.Requirements;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of this machine that the test starts, whose names nobody else has. */
class ProcessMonitorTest {
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path folder;

    private final String name = "jkt" + ProcessHandle.current().pid();
    private final List<Process> started = new ArrayList<>();
    private final BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Logger log;
    private EventLoop loop;
    private ProcessMonitor monitor;

    @BeforeEach
    void open() throws Exception {
        log = new LoggerContext().getLogger("test");
        log.setLevel(Level.INFO);
        logged.start();
        log.addAppender(logged);
        loop = new EventLoop("processes", failure::complete);
        Files.copy(Path.of("/bin/sleep"), folder.resolve(name));
    }

    @AfterEach
    void close() throws Exception {
        if (monitor != null) {
            run(monitor::stop);
        }
        loop.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        assertThat(failure).isNotDone();
    }

    /** Runs the task on the loop and waits for its end. */
    private void run(Runnable task) throws Exception {
        var done = new CompletableFuture<Void>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void watch(ProcessMonitor.Subscription subscription, ProcessPattern pattern) throws Exception {
        monitor = new ProcessMonitor(loop, subscription, NetlinkBuffers.DEFAULT, log);
        run(() -> monitor.add(new ProcessWatch(pattern, 0, (_, count, _) -> counts.add(count))));
    }

    private ProcessConnector refused() throws PosixException {
        throw new PosixException("send", Errno.ECONNREFUSED, "process connector");
    }

    /** By the kernel's events, or the test is skipped where there are none. */
    private void watchByEvents(ProcessPattern pattern) throws Exception {
        Requirements.requireRoot();
        watch(ProcessMonitor::subscribe, pattern);
        awaitCount(0);
        var acknowledged = new CompletableFuture<Boolean>();
        var timer = new Timer(_ -> acknowledged.complete(messages().isEmpty()));
        run(() -> loop.arm(timer, loop.nowNanos() + TimeUnit.MILLISECONDS.toNanos(400)));
        Requirements.require(
                acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS),
                "a process connector that answers: " + messages());
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void awaitCount(int wanted) throws InterruptedException {
        Integer count;
        do {
            count = counts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(count).as("a count, at last %d", wanted).isNotNull();
        } while (count != wanted);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private Process startNamed(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(folder.resolve(name).toString(), "60"));
        command.addAll(List.of(arguments));
        return start(command.toArray(String[]::new));
    }

    private void processesComeAndGo() throws Exception {
        Process one = startNamed();
        awaitCount(1);
        Process other = startNamed();
        awaitCount(2);
        one.destroyForcibly().waitFor();
        awaitCount(1);
        other.destroyForcibly().waitFor();
        awaitCount(0);
    }

    private void namesChange() throws Exception {
        Process shell = start(
                "sh", "-c", "read _; printf " + name + " > /proc/$$/comm; read _; printf x > /proc/$$/comm; read _");
        shell.outputWriter().append("\n").flush();
        awaitCount(1);
        shell.outputWriter().append("\n").flush();
        awaitCount(0);
    }

    private void onlyTheCommandLineMeant() throws Exception {
        startNamed("1");
        awaitCount(1);
        startNamed("2");
        Process other = startNamed();
        startNamed("1");
        awaitCount(2);
        other.destroyForcibly().waitFor();
        assertThat(counts).isEmpty();
    }

    private ProcessPattern byName() {
        return new ProcessPattern(Definitions.named(name));
    }

    private ProcessPattern byCommandLine() {
        return new ProcessPattern(
                Definitions.command(folder.resolve(name).toString(), ParameterMatch.EXACT, "60", "1"));
    }

    @Test
    void theKernelTellsOfProcesses() throws Exception {
        watchByEvents(byName());
        processesComeAndGo();
        namesChange();
        assertThat(messages()).isEmpty();
    }

    @Test
    void theKernelTellsOfCommandLines() throws Exception {
        watchByEvents(byCommandLine());
        onlyTheCommandLineMeant();
    }

    @Test
    void threadsAreNoProcesses() throws Exception {
        watchByEvents(byName());
        var thread = new Thread(() -> {}, name);
        thread.start();
        thread.join();
        processesComeAndGo();
    }

    @Test
    void aThreadInAnotherNetworkNamespaceGoesWhereTheProcessWasStarted() throws Exception {
        try (var namespace = TestNamespace.create()) {
            run(() -> {
                try (var entered = NetworkNamespace.open(namespace.name())) {
                    entered.enter();
                } catch (PosixException e) {
                    throw new IllegalStateException(e);
                }
            });
            watchByEvents(byName());
            processesComeAndGo();
        }
    }

    @Test
    void anAnswerThatIsReadLateIsAnAnswer() throws Exception {
        watchByEvents(byName()); // there is an answer
        run(monitor::stop);
        monitor = new ProcessMonitor(loop, ProcessMonitor::subscribe, NetlinkBuffers.DEFAULT, log);
        run(() -> {
            monitor.add(new ProcessWatch(byName(), 0, (_, count, _) -> counts.add(count)));
            try {
                start("sleep", "0.4").waitFor(); // nobody reads meanwhile
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitCount(0);
        processesComeAndGo();
        assertThat(messages()).isEmpty();
    }

    @Test
    void withoutEventsProcIsReadAndThatIsSaidOnce() throws Exception {
        watch(this::refused, byName());
        awaitCount(0);
        processesComeAndGo();
        namesChange();
        assertThat(messages())
                .containsExactly(
                        "The kernel does not tell of processes (errno 111, Connection refused: it does so only in the initial"
                                + " network namespace) - track_process reads /proc every 200 ms instead");
    }

    @Test
    void withoutEventsCommandLinesAreReadToo() throws Exception {
        watch(this::refused, byCommandLine());
        awaitCount(0);
        onlyTheCommandLineMeant();
    }

    @Test
    void lostEventsAreMadeUpForByReadingProc() throws Exception {
        Requirements.requireRoot();
        monitor = new ProcessMonitor(
                loop, ProcessMonitor::subscribe, new NetlinkBuffers(OptionalInt.of(2304), true), log);
        run(() -> monitor.add(new ProcessWatch(byName(), 0, (_, count, _) -> counts.add(count))));
        awaitCount(0);
        run(() -> {
            // Nobody reads meanwhile.
            try {
                startNamed();
                start("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do (:); done").waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitCount(1);
        run(() -> {}); // the turn in which it was counted has ended
        assertThat(messages())
                .anyMatch(
                        line -> line.startsWith("Events of processes were lost, reading /proc anew. Setting global_def"
                                + " process_monitor_rcv_bufs to "));
    }
}
