// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.Requirements;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long {@code keepalived -t} and the loader take for the same files, in turn in the same run, and what memory the
 * result takes. Not part of the suite:
 *
 * <pre>mvn -pl config-parser test -Dtest=ParserBenchmark</pre>
 *
 * <p>"warm" is the loader alone in a JVM that has done it before; "process" is a process from its start to its end, a
 * plain {@code java} or {@code -Djkeepalived.launcher=PROGRAM}, run as {@code PROGRAM -t -f FILE}. NaN stands for a
 * keepalived that did not end within two minutes: its time grows with the square of the number of instances.
 */
final class ParserBenchmark {
    private static final int[] SIZES = {1, 100, 1_000, 10_000, 65_024};
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int INSTANCES_PER_INTERFACE = 250;
    private static final int MANY = 10_000;
    private static final Environment MACHINE = Environment.of("node", Set.of("eth0"));

    /** What a plain process does. */
    static final class Once {
        private Once() {}

        static void main(String[] arguments) {
            System.exit(load(Path.of(arguments[0])).exitCode());
        }
    }

    @Test
    void compare(@TempDir Path directory) throws IOException, InterruptedException {
        Requirements.root();
        Requirements.program(Keepalived.PROGRAM);
        Requirements.program(Keepalived.UNSHARE);
        System.out.printf(
                "times in ms, medians; keepalived %s; %d processors%n%n",
                Keepalived.version(), Runtime.getRuntime().availableProcessors());
        System.out.println(
                "| instances | keepalived -t | loader, warm | ratio | process | ratio | held | model alone |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int size : SIZES) {
            System.out.println(row(size, file(directory, size)));
        }
    }

    private static String row(int size, Path file) throws IOException, InterruptedException {
        int rounds = size < MANY ? 11 : size == MANY ? 5 : 1;
        int repetitions = Math.max(3, 20_000 / size);
        for (int i = 0; i < Math.min(repetitions, 500); i++) {
            load(file);
        }
        var theirs = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        var process = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            theirs.add(process(List.of(
                    Keepalived.UNSHARE.toString(),
                    "--net",
                    Keepalived.PROGRAM.toString(),
                    "-t",
                    "-f",
                    file.toString())));
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                var loaded = load(file);
                warm.add(milliseconds(start));
                assertThat(loaded.configuration().orElseThrow().instances()).hasSize(size);
            }
            process.add(process(ours(file)));
        }
        return String.format(
                Locale.ROOT,
                "| %d | %.1f | %.1f | %.2f | %.0f | %.2f | %s |",
                size,
                median(theirs),
                median(warm),
                median(warm) / median(theirs),
                median(process),
                median(process) / median(theirs),
                memory(file));
    }

    private static List<String> ours(Path file) {
        var launcher = System.getProperty("jkeepalived.launcher");
        if (launcher != null) {
            return List.of(Keepalived.UNSHARE.toString(), "--net", launcher, "-t", "-f", file.toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Once.class.getName(),
                file.toString());
    }

    /** What all of it, and what the configuration alone keeps in the heap. */
    private static String memory(Path file) {
        long before = used();
        var loaded = load(file);
        long held = used() - before;
        var configuration = loaded.configuration().orElseThrow();
        loaded = null;
        long model = used() - before;
        assertThat(configuration.instances()).isNotEmpty();
        return String.format(Locale.ROOT, "%.1f MB | %.1f MB", held / 1e6, model / 1e6);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Loaded load(Path file) {
        return ConfigurationLoader.load(file, MACHINE);
    }

    /** From start to end; {@link Double#NaN} when it takes longer than anybody waits. */
    private static double process(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Double.NaN;
        }
        double elapsed = milliseconds(start);
        assertThat(process.exitValue()).as("exit code of %s", command).isIn(0, Findings.EXIT_COMPLAINTS);
        return elapsed;
    }

    private static double milliseconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Path file(Path directory, int instances) throws IOException {
        var text = new StringBuilder("global_defs {\n    router_id node\n    dynamic_interfaces\n}\n");
        for (int i = 0; i < instances; i++) {
            text.append("""
                    vrrp_instance VI_%d {
                        state BACKUP
                        interface eth0.%d
                        virtual_router_id %d
                        priority 100
                        advert_int 1
                        virtual_ipaddress {
                            10.%d.%d.%d/24
                        }
                    }
                    """.formatted(
                    i, i / INSTANCES_PER_INTERFACE, i % INSTANCES_PER_INTERFACE + 1, i >> 16, i >> 8 & 0xff, i & 0xff));
        }
        return Files.write(
                directory.resolve(instances + ".conf"), text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
