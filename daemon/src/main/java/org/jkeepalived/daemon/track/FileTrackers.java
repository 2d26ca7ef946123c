// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/** {@code track_file}: numbers in files. Files that the daemon starts with are initialised, not those of a reload. */
public final class FileTrackers implements TrackerFactory<TrackFile> {
    private final EventLoop loop;
    private final Consumer<Throwable> failureHandler;
    private final Logger log;
    private FileWatcher watcher;
    private boolean started;

    /**
     * Nothing is read yet.
     *
     * @param loop which the trackers belong to
     * @param failureHandler told of a failure that is the program's own fault
     */
    public FileTrackers(EventLoop loop, Consumer<Throwable> failureHandler, Logger log) {
        this.loop = loop;
        this.failureHandler = failureHandler;
        this.log = log;
    }

    @Override
    public Tracker<TrackFile> create(String name, TrackFile definition, Tracker.Listener listener) {
        return new FileTracker(definition, listener);
    }

    @Override
    public void configured() {
        started = true;
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.close();
            watcher = null;
        }
    }

    private final class FileTracker extends Tracker<TrackFile> {
        private FileWatcher.Subscription subscription;

        private FileTracker(TrackFile definition, Listener listener) {
            super(definition.name(), definition, new Status.Undecided("has not been read yet"), listener);
        }

        @Override
        protected void start() {
            subscribe(started ? Optional.empty() : definition().initial());
        }

        @Override
        protected void redefined(TrackFile before) {
            if (!definition().path().equals(before.path())) {
                stop();
                subscribe(Optional.empty());
            }
        }

        @Override
        protected void stop() {
            if (subscription != null) {
                watcher.remove(subscription);
                subscription = null;
            }
        }

        private void subscribe(Optional<TrackFile.Initial> initial) {
            try {
                Path path = Path.of(definition().path()).toAbsolutePath();
                if (watcher == null) {
                    watcher = new FileWatcher(failureHandler, log);
                }
                subscription = new FileWatcher.Subscription(path, number -> loop.execute(() -> take(path, number)));
                watcher.add(subscription, initial);
            } catch (PosixException | InvalidPathException e) {
                log.warn("Unable to monitor track file {}: {}", name(), e.getMessage());
                report(new Status.Level(0, "it cannot be watched: " + e.getMessage()));
            }
        }

        private void take(Path path, NumberInFile found) {
            if (subscription == null || !subscription.path().equals(path)) {
                return; // of another time
            }
            if (found.isValid()) {
                report(new Status.Level(found.number(), found.detail()));
                return;
            }
            log.info("Invalid number {} read from {} - ignoring", found.number(), path);
            if (status() instanceof Status.Undecided) {
                report(new Status.Level(0, "an invalid number in " + path));
            }
        }
    }
}
