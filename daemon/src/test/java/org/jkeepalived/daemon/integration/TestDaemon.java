// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running daemon, ours or keepalived, in the foreground on a node: with /run and /tmp of its own, its log on the time
 * line and its states from {@code vrrp_notify_fifo}.
 */
final class TestDaemon implements AutoCloseable {
    /** Starting a JVM on a busy machine included. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String CLOSING = "closing";
    private static final Pattern FIFO_LINE = Pattern.compile("(\\w+) \"([^\"]+)\" (\\w+) (\\d+)");
    /** Both daemons put this before each line on the console: {@code Fri Nov 20 13:45:54 2026: }. */
    private static final Pattern CONSOLE_DATE = Pattern.compile("^\\w{3} \\w{3} +\\d+ [\\d:]+ \\d{4}: ");

    /** A line of the log, without the date. */
    record LogLine(TestDaemon daemon, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A line of {@code vrrp_notify_fifo}. */
    record StateLine(TestDaemon daemon, String instance, RouterState state, int priority, Instant at) {
        @Override
        public String toString() {
            return instance + " " + state + " " + priority;
        }
    }

    private final TestNode node;
    private final DaemonKind kind;
    private final Timeline timeline;
    private final Path configurationFile;
    private final Path fifoFile;
    private final RandomAccessFile fifo;
    private final Process process;
    private final List<Thread> readers = new ArrayList<>();
    private final List<String> fifoLines = new CopyOnWriteArrayList<>();
    private int statesAwaited;

    TestDaemon(TestNode node, DaemonKind kind, String configuration, List<String> moreArguments) {
        this.node = node;
        this.kind = kind;
        timeline = node.lan().timeline();
        int number = COUNT.incrementAndGet();
        configurationFile = node.lan().file("daemon" + number + ".conf");
        fifoFile = node.lan().file("daemon" + number + ".fifo");
        try {
            Commands.run("mkfifo", fifoFile.toString());
            fifo = new RandomAccessFile(fifoFile.toString(), "rw"); // "rw" never waits for the other side
            write(configuration);
            List<String> command = privately(kind);
            command.addAll(List.of("-n", "-l", "-D", "-f", configurationFile.toString()));
            command.addAll(moreArguments);
            node.lan().note(node.name() + ": " + kind + " starts");
            process = node.namespace()
                    .call(() -> new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read("log of", process.getInputStream(), this::addLogLine);
        read("fifo of", Channels.newInputStream(fifo.getChannel()), this::addStateLine);
    }

    /** The program's command line so far; by exec alone, so that the process we start becomes the daemon. */
    static List<String> privately(DaemonKind kind) {
        String prepare = "mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /tmp && exec \"$@\"";
        String program = kind.program().toString();
        return new ArrayList<>(
                List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", prepare, "sh", program));
    }

    private void write(String configuration) throws IOException {
        String globals = "global_defs {\n    vrrp_notify_fifo " + fifoFile + "\n}\n";
        // As a whole, since a reload may be about to read it.
        Path written = configurationFile.resolveSibling(configurationFile.getFileName() + ".new");
        Files.writeString(written, globals + configuration);
        Files.move(written, configurationFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes lines until the stream ends or says {@link #CLOSING}. */
    private void read(String what, InputStream stream, Consumer<String> line) {
        readers.add(Thread.ofPlatform().daemon().name(what + " " + node.name()).start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String text;
                while ((text = lines.readLine()) != null && !text.equals(CLOSING)) {
                    line.accept(text);
                }
            } catch (IOException e) {
                timeline.add(node.name() + " log", "reading ended: " + e);
            }
        }));
    }

    private void addLogLine(String line) {
        String text = CONSOLE_DATE.matcher(line).replaceFirst("");
        timeline.add(node.name() + " log", new LogLine(this, text));
    }

    private void addStateLine(String line) {
        fifoLines.add(line);
        Matcher matcher = FIFO_LINE.matcher(line);
        if (matcher.matches() && matcher.group(1).equals("INSTANCE")) {
            timeline.add(
                    node.name() + " state",
                    new StateLine(
                            this,
                            matcher.group(2),
                            RouterState.valueOf(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)),
                            Instant.now()));
        } else {
            timeline.add(node.name() + " fifo", line);
        }
    }

    TestNode node() {
        return node;
    }

    /** What was written to the FIFO so far, of all instances. */
    List<StateLine> states() {
        return timeline.entries(StateLine.class).stream()
                .filter(line -> line.daemon == this)
                .toList();
    }

    /** What was written to the FIFO so far, of instances and groups, as it came. */
    List<String> fifoLines() {
        return List.copyOf(fifoLines);
    }

    /** The state that an instance reported last; empty before its first report. MASTER_RX_LOWER_PRI is an event, no state. */
    Optional<RouterState> state(String instance) {
        return states().reversed().stream()
                .filter(line -> line.instance.equals(instance))
                .map(StateLine::state)
                .filter(state -> state != RouterState.MASTER_RX_LOWER_PRI)
                .findFirst();
    }

    boolean isIn(RouterState state) {
        return state("VI_1").filter(current -> current == state).isPresent();
    }

    /** Waits until VI_1 enters a state, and returns that report. Each report is found by at most one call. */
    StateLine awaitEntering(RouterState state) {
        return awaitEntering(state, PATIENCE);
    }

    StateLine awaitEntering(RouterState state, Duration limit) {
        return timeline.find(node.name() + " enters " + state, limit, () -> {
            List<StateLine> lines = states();
            for (int i = statesAwaited; i < lines.size(); i++) {
                if (lines.get(i).instance.equals("VI_1") && lines.get(i).state == state) {
                    statesAwaited = i + 1;
                    return Optional.of(lines.get(i));
                }
            }
            return Optional.empty();
        });
    }

    List<String> log() {
        return timeline.entries(LogLine.class).stream()
                .filter(line -> line.daemon == this)
                .map(LogLine::text)
                .toList();
    }

    /** Waits until some line of the log contains {@code text}. */
    void awaitLog(String text) {
        timeline.await(
                node.name() + " logs " + text, PATIENCE, () -> log().stream().anyMatch(line -> line.contains(text)));
    }

    /** Replaces the configuration file and sends SIGHUP. */
    void reload(Router... routers) {
        reload(Router.configuration(routers));
    }

    /** Replaces the configuration file, which the daemon does not notice. */
    void rewrite(String configuration) {
        try {
            write(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reload(String configuration) {
        rewrite(configuration);
        signal("SIGHUP", LinuxCalls.SIGHUP);
    }

    /** Ends the daemon without a word: all its processes at once. */
    void kill() {
        // The parent must not see its child die, nor the child its parent: both would still act.
        signal("SIGKILL", LinuxCalls.SIGSTOP);
        killTree();
        awaitExit();
    }

    /** SIGTERM, and the exit code. */
    int terminate() {
        signal("SIGTERM", LinuxCalls.SIGTERM);
        return awaitExit();
    }

    /** Stops all its processes, until {@link #thaw}. */
    void freeze() {
        signal("SIGSTOP", LinuxCalls.SIGSTOP);
        process.descendants().forEach(child -> LinuxCalls.signal(child.pid(), LinuxCalls.SIGSTOP));
    }

    void thaw() {
        process.descendants().forEach(child -> LinuxCalls.signal(child.pid(), LinuxCalls.SIGCONT));
        signal("SIGCONT", LinuxCalls.SIGCONT);
    }

    private void signal(String name, int signal) {
        node.lan().note(node.name() + ": " + name);
        LinuxCalls.signal(process.pid(), signal);
    }

    private void killTree() {
        process.descendants().forEach(child -> LinuxCalls.signal(child.pid(), LinuxCalls.SIGKILL));
        LinuxCalls.signal(process.pid(), LinuxCalls.SIGKILL);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(kind + " on " + node.name() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** A path of the daemon's own view, such as /run/keepalived.pid, while it lives. */
    Path seenByDaemon(String path) {
        return Path.of("/proc/" + process.pid() + "/root" + path);
    }

    @Override
    public void close() {
        killTree();
        awaitExit();
        try {
            fifo.write((CLOSING + "\n").getBytes(StandardCharsets.UTF_8));
            for (Thread reader : readers) {
                reader.join(PATIENCE.toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
