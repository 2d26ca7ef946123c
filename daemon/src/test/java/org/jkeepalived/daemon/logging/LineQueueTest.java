// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private static final Pattern DROPPED = Pattern.compile("(\\d+) log lines were dropped here");

    private final RecordingSink sink = new RecordingSink();

    @Test
    void writesEverythingInOrderBeforeItEnds() {
        try (var queue = new LineQueue(10_000, List.of(sink))) {
            add(queue, 0, 5_000);
        }
        assertThat(sink.texts())
                .isEqualTo(IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void dropsAndCountsWhatASinkThatHangsCannotTake() {
        sink.hang();
        try (var queue = new LineQueue(10, List.of(sink))) {
            add(queue, 0, 1_000);
            sink.goOn();
        }
        // Ten waited, and as many at most had the thread taken before it hung.
        assertThat(sink.texts()).filteredOn(text -> !text.contains("dropped")).hasSizeBetween(10, 25);
        assertThat(sink.texts().stream().mapToInt(LineQueueTest::linesFor).sum())
                .as("lines written and lines reported as dropped")
                .isEqualTo(1_000);
    }

    private static int linesFor(String text) {
        var dropped = DROPPED.matcher(text);
        return dropped.matches() ? Integer.parseInt(dropped.group(1)) : 1;
    }

    @Test
    void aFailingSinkDoesNotKeepLinesFromTheOthers() {
        Sink failing = _ -> {
            throw new IOException("disk full");
        };
        try (var queue = new LineQueue(10, List.of(failing, sink))) {
            add(queue, 0, 3);
        }
        assertThat(sink.texts()).containsExactly("0", "1", "2");
    }

    private static void add(LineQueue queue, int from, int to) {
        for (int i = from; i < to; i++) {
            queue.add(new Line(Instant.EPOCH, "Keepalived", Line.INFO, Integer.toString(i)));
        }
    }
}
