// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client's pings of the virtual address, twenty a second. */
final class Pings implements AutoCloseable {
    private static final Pattern SEQUENCE = Pattern.compile("icmp_seq=(\\d+) ttl=");

    private final Process ping;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger lastAnswered = new AtomicInteger();
    private final AtomicInteger firstAnswered = new AtomicInteger();

    /** Starts to ping from the namespace. */
    Pings(String namespace) throws IOException {
        ping = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "ping",
                        "-n",
                        "-i",
                        "0.05",
                        "-W",
                        "1",
                        DemoLan.VIRTUAL_ADDRESS)
                .redirectErrorStream(true)
                .start();
        Thread.ofPlatform().name("pings").daemon().start(this::count);
    }

    private void count() {
        try (BufferedReader lines = ping.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = SEQUENCE.matcher(line);
                if (matcher.find()) {
                    int sequence = Integer.parseInt(matcher.group(1));
                    firstAnswered.compareAndSet(0, sequence);
                    lastAnswered.set(sequence);
                    answered.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The process was ended.
        }
    }

    int answered() {
        return answered.get();
    }

    /** Pings between the first and the last answer that got none. */
    int lost() {
        return Math.max(0, lastAnswered.get() - firstAnswered.get() + 1 - answered.get());
    }

    @Override
    public void close() {
        ping.destroy();
    }
}
