// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineQueueTest {
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
        // Ten waited, and those that the thread had taken before it hung.
        var texts = sink.texts();
        int written = texts.size() - 1;
        assertThat(written).isBetween(10, 20);
        assertThat(texts).contains((1_000 - written) + " log lines were dropped here");
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
