// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jkeepalived.config.model.ReloadSettings;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.track.PathWatch;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * {@code reload_time_file}: asks for a reload at the time that a file names, and follows changes of the file. It has a
 * thread of its own while there is such a file to watch, as a file system may block.
 */
public final class ReloadSchedule implements AutoCloseable {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** What keepalived reads of the file. */
    private static final int LONGEST_LINE = 20;

    /** The wall clock is looked at this often, in case somebody sets it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Runnable reload;
    private final Consumer<Throwable> failureHandler;
    private final Logger log;
    private ReloadSettings settings;
    private Optional<Watcher> watcher = Optional.empty();

    /**
     * @param reload called when it is time, on the schedule's own thread
     * @param failureHandler told of a failure that is the program's own fault
     */
    public ReloadSchedule(Runnable reload, Consumer<Throwable> failureHandler, Logger log) {
        this.reload = reload;
        this.failureHandler = failureHandler;
        this.log = log;
    }

    /** Takes what the configuration says; nothing happens if that is what it said before. */
    public synchronized void configure(ReloadSettings wanted) {
        if (settings != null && wanted.timeFile().equals(settings.timeFile()) && wanted.repeat() == settings.repeat()) {
            return;
        }
        close();
        settings = wanted;
        try {
            if (wanted.timeFile().isPresent()) {
                watcher =
                        Optional.of(new Watcher(Path.of(wanted.timeFile().get()).toAbsolutePath(), wanted.repeat()));
            }
        } catch (PosixException e) {
            log.warn(
                    "Unable to watch reload_time_file {}: {}", wanted.timeFile().get(), e.getMessage());
        }
    }

    /** Ends the watch. What is scheduled will not be. */
    @Override
    public synchronized void close() {
        watcher.ifPresent(Watcher::end);
        watcher = Optional.empty();
    }

    /** One file, on the thread of a loop. */
    private final class Watcher {
        private final Path file;
        private final boolean repeat;
        private final PathWatch paths = new PathWatch(log);
        private final EventLoop loop = new EventLoop("reload time", failureHandler);
        private final Timer timer = new Timer(_ -> look());
        private Optional<ReloadTime.Due> due = Optional.empty();

        Watcher(Path file, boolean repeat) throws PosixException {
            this.file = file;
            this.repeat = repeat;
            loop.execute(() -> {
                loop.watch(paths.number(), () -> paths.changed().forEach(_ -> read()));
                read();
            });
        }

        private void read() {
            Optional<String> line = firstLine(paths.follow(file));
            if (line.isEmpty()) {
                cancel();
                return;
            }
            switch (ReloadTime.parse(line.get(), Instant.now(), ZoneId.systemDefault())) {
                case ReloadTime.Due found -> schedule(found);
                case ReloadTime.Past _ -> {
                    log.info("Reload time {} is in the past - ignoring", line.get());
                    cancel();
                }
                case ReloadTime.Invalid _ -> {
                    log.info("Invalid reload time '{}' specified - ignoring", line.get());
                    cancel();
                }
            }
        }

        private Optional<String> firstLine(Path end) {
            try (var reader = Files.newInputStream(end)) {
                String text = new String(reader.readNBytes(LONGEST_LINE), StandardCharsets.ISO_8859_1);
                return text.lines().findFirst().filter(line -> !line.isEmpty());
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        private void schedule(ReloadTime.Due found) {
            if (due.isEmpty()) {
                log.info("Scheduling reload for {}", shown(found));
            } else if (!due.get().at().equals(found.at())) {
                log.info("Reload time updated from {} to {}", shown(due.get()), shown(found));
            }
            due = Optional.of(found);
            look();
        }

        private void cancel() {
            due.ifPresent(scheduled -> log.info("Cancelling reload scheduled for {}", shown(scheduled)));
            due = Optional.empty();
            loop.cancel(timer);
        }

        private void look() {
            Duration left = Duration.between(Instant.now(), due.orElseThrow().at());
            if (left.isPositive()) {
                Duration next = left.compareTo(LOOK) < 0 ? left : LOOK;
                loop.readClock();
                loop.arm(timer, loop.nowNanos() + next.toNanos());
            } else {
                fire();
            }
        }

        private void fire() {
            boolean once = !repeat || due.orElseThrow().dated();
            due = Optional.empty();
            reload.run();
            try {
                if (once) {
                    Files.deleteIfExists(file);
                } else {
                    read(); // for tomorrow
                }
            } catch (IOException e) {
                log.warn("Unable to remove {}: {}", file, e.getMessage());
            }
        }

        private String shown(ReloadTime.Due time) {
            return SHOWN.format(time.at().atZone(ZoneId.systemDefault()));
        }

        private void end() {
            loop.execute(() -> {
                loop.close();
                paths.close();
            });
        }
    }
}
