// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.Weight;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.Fifo;
import org.jkeepalived.posix.PosixException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/** Real files, seen by real inotify. */
class FileTrackersTest {
    @TempDir
    private Path directory;

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final BlockingQueue<Status> seen = new LinkedBlockingQueue<>();
    private EventLoop loop;
    private FileTrackers trackers;
    private Tracker<TrackFile> tracker;

    @BeforeEach
    void open() throws PosixException {
        loop = new EventLoop("test", failure::complete);
        trackers = new FileTrackers(loop, failure::complete, NOPLogger.NOP_LOGGER);
    }

    @AfterEach
    void close() {
        loop.execute(() -> {
            if (tracker != null) {
                tracker.stop();
            }
            trackers.close();
        });
        loop.close();
        assertThat(failure).isNotDone();
    }

    private static TrackFile file(Path path, Optional<TrackFile.Initial> initial) {
        return new TrackFile("tf", path.toString(), Weight.ONE, initial);
    }

    private void track(Path path) {
        track(file(path, Optional.empty()));
    }

    private void track(TrackFile definition) {
        loop.execute(() -> {
            tracker = trackers.create("tf", definition, (changed, _) -> seen.add(changed.status()));
            tracker.start();
        });
    }

    private Status next() throws InterruptedException {
        Status status = seen.poll(20, TimeUnit.SECONDS);
        assertThat(status).as("a change that was noticed").isNotNull();
        return status;
    }

    private void assertNext(long number) throws InterruptedException {
        assertThat(next())
                .isInstanceOfSatisfying(
                        Status.Level.class, level -> assertThat(level.value()).isEqualTo(number));
    }

    /** Nothing but this comes next, of all that was done before. */
    private void assertNextAfter(Path file, String text, long number) throws IOException, InterruptedException {
        Files.writeString(file, text);
        assertNext(number);
    }

    @Test
    void aFileIsReadAtStartAndWheneverItWasWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "5\n");
        track(file);

        assertThat(next()).isEqualTo(new Status.Level(5, "5 in " + file));
        assertNextAfter(file, "-7", -7);
        assertNextAfter(file, "no number", 0);
        assertNextAfter(file, "16 ".repeat(100_000), 16);
    }

    @Test
    void aMissingFileCountsAsZeroUntilItIsWritten() throws Exception {
        Path file = directory.resolve("f");
        track(file);

        assertThat(next()).isEqualTo(new Status.Level(0, "no file " + file));
        assertNextAfter(file, "3", 3);
        Files.delete(file);
        assertNext(0);
        assertNextAfter(file, "4", 4);
    }

    @Test
    void aFileIsNotReadWhileItIsBeingWritten() throws Exception {
        Path file = directory.resolve("f");
        track(file);
        assertNext(0);

        try (FileChannel slow = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            slow.write(ByteBuffer.wrap(new byte[] {'1'}));
            slow.force(true);
            slow.write(ByteBuffer.wrap(new byte[] {'2'}));
        }

        assertNext(12);
    }

    @Test
    void aFileReplacedByRenameIsReadAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        track(file);
        assertNext(1);

        Path other = Files.writeString(directory.resolve("g"), "2");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertNext(2);
        Files.move(file, other);
        assertNext(0);
    }

    @Test
    void otherFilesOfTheDirectoryDoNotMatter() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        track(file);
        assertNext(1);

        Files.writeString(directory.resolve("g"), "9");
        assertNextAfter(file, "2", 2);
    }

    @Test
    void aDirectoryThatGoesAndComesIsFollowed() throws Exception {
        Path below = directory.resolve("a/b");
        Path file = below.resolve("f");
        track(file);
        assertNext(0);

        Files.createDirectories(below);
        assertNextAfter(file, "1", 1);
        Files.move(directory.resolve("a"), directory.resolve("elsewhere"));
        assertNext(0);
        Files.writeString(directory.resolve("elsewhere/b/f"), "2");
        Files.move(directory.resolve("elsewhere"), directory.resolve("a"));
        assertNext(2);
    }

    @Test
    void symbolicLinksOnTheWayAreFollowedWhereverTheyPoint() throws Exception {
        for (int number = 1; number <= 3; number++) {
            Files.createDirectory(directory.resolve("version" + number));
            Files.writeString(directory.resolve("version" + number + "/f"), Integer.toString(number));
        }
        Path data = Files.createSymbolicLink(directory.resolve("data"), Path.of("version1"));
        Path file = Files.createSymbolicLink(directory.resolve("f"), Path.of("data/../data/f"));
        track(file);
        assertNext(1);

        Path changed = Files.createSymbolicLink(directory.resolve("data2"), directory.resolve("version2"));
        Files.move(changed, data, StandardCopyOption.ATOMIC_MOVE);
        assertNext(2);
        assertNextAfter(directory.resolve("version2/f"), "22", 22);
        Files.delete(file);
        assertNext(0);
        Files.createSymbolicLink(file, Path.of("version3/f"));
        assertNext(3);
    }

    @Test
    void linksThatGoInCirclesLeadNowhere() throws Exception {
        Files.createSymbolicLink(directory.resolve("f"), Path.of("g"));
        Files.createSymbolicLink(directory.resolve("g"), Path.of("f"));
        track(directory.resolve("f"));

        assertNext(0);
    }

    @Test
    void whatIsNoFileCountsAsZeroAndIsNotWaitedFor() throws Exception {
        Path fifo = directory.resolve("fifo");
        Fifo.create(fifo, 0600);
        track(fifo);

        assertThat(next()).isEqualTo(new Status.Level(0, fifo + " is not a regular file"));
    }

    @Test
    void anInvalidNumberIsIgnored() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "5");
        track(file);
        assertNext(5);

        for (String number : List.of("2147483649", "-2147483649", "2147483648")) {
            Path other = Files.writeString(directory.resolve("other"), number);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        }
        assertNext(2147483648L);
    }

    @Test
    void anInvalidNumberAtStartCountsAsZero() throws Exception {
        track(Files.writeString(directory.resolve("f"), "99999999999"));

        assertNext(0);
    }

    @Test
    void theFirstValueIsWrittenAtStartOnly() throws Exception {
        Path file = directory.resolve("f");
        track(file(file, Optional.of(new TrackFile.Initial(12, false))));

        assertNext(12);
        assertThat(file).hasContent("12\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .startsWith("rw-r");
        assertThat(directory.toFile().list()).containsExactly("f");
    }

    @Test
    void aFileThatExistsIsOverwrittenOnlyIfThatIsAskedFor() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept"), "5");
        track(file(kept, Optional.of(new TrackFile.Initial(12, false))));
        assertNext(5);
        loop.execute(() -> tracker.stop());

        Path overwritten = Files.writeString(directory.resolve("overwritten"), "5");
        track(file(overwritten, Optional.of(new TrackFile.Initial(12, true))));
        assertNext(12);
        loop.execute(() -> tracker.stop());

        trackers.configured();
        track(file(kept, Optional.of(new TrackFile.Initial(12, true))));
        assertNext(5);
    }

    @Test
    void anotherPathIsFollowedFromThenOn() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "5");
        Path other = Files.writeString(directory.resolve("other"), "6");
        track(file);
        assertNext(5);

        loop.execute(() -> tracker.define(file(other, Optional.empty())));
        assertNext(6);
        Files.writeString(file, "7");
        assertNextAfter(other, "8", 8);
    }

    @Test
    void aPathThatNoFileCanHaveCountsAsZero() throws Exception {
        track(new TrackFile("tf", "/tmp/\0", Weight.ONE, Optional.empty()));

        assertNext(0);
    }
}
