// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.model.ReloadSettings;
import org.jkeepalived.daemon.LogRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadScheduleTest {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private Path directory;

    private final LogRecorder log = new LogRecorder();
    private final CountDownLatch reloaded = new CountDownLatch(1);

    private static String inSeconds(long seconds, ZoneId zone) {
        return FORMAT.format(LocalDateTime.ofInstant(Instant.now().plusSeconds(seconds), zone));
    }

    private ReloadSchedule schedule(Path file) {
        var schedule =
                new ReloadSchedule(reloaded::countDown, failure -> log.logger().error("failed", failure), log.logger());
        schedule.configure(new ReloadSettings(Optional.empty(), Optional.of(file.toString()), false, Optional.empty()));
        return schedule;
    }

    @Test
    void reloadsAtTheTimeThatAFileNamesOnceItIsThereAndRemovesIt() throws IOException, InterruptedException {
        Path file = directory.resolve("time");
        try (var _ = schedule(file)) {
            Files.writeString(file, inSeconds(2, ZoneOffset.UTC) + "Z\n");
            assertThat(reloaded.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(log.lines()).singleElement().asString().startsWith("Scheduling reload for ");
    }

    @Test
    void followsTheFile() throws IOException, InterruptedException {
        Path file = directory.resolve("time");
        String first = inSeconds(3_600, ZoneId.systemDefault());
        String second = inSeconds(7_200, ZoneId.systemDefault());
        Files.writeString(file, first);
        try (var _ = schedule(file)) {
            assertThat(log.await("Scheduling reload for " + first)).isTrue();
            Files.writeString(directory.resolve("new"), second);
            Files.move(directory.resolve("new"), file, StandardCopyOption.ATOMIC_MOVE); // else it is deleted first
            assertThat(log.await("Reload time updated from " + first + " to " + second))
                    .isTrue();
            Files.delete(file);
            assertThat(log.await("Cancelling reload scheduled for " + second)).isTrue();
        }
        assertThat(reloaded.getCount()).isEqualTo(1);
    }
}
