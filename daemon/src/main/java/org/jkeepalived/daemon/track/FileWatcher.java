// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/** Reads files when they change, on a thread of its own: a file system may block. */
final class FileWatcher implements AutoCloseable {
    /** A file and who wants to know of it, on the watcher's thread. */
    record Subscription(Path path, Consumer<NumberInFile> reader) {}

    private final EventLoop loop;
    private final PathWatch paths;
    private final Logger log;
    private final List<Subscription> subscriptions = new ArrayList<>();

    /**
     * Starts the thread.
     *
     * @param failureHandler told of a failure that is the program's own fault
     * @throws PosixException if the kernel gives no descriptors
     */
    FileWatcher(Consumer<Throwable> failureHandler, Logger log) throws PosixException {
        this.log = log;
        paths = new PathWatch(log);
        loop = new EventLoop("files", failureHandler);
        loop.execute(() -> loop.watch(paths.number(), () -> paths.changed().forEach(this::read)));
    }

    /** Tells what the file says now, and whenever that may have changed. For any thread. */
    void add(Subscription subscription, Optional<TrackFile.Initial> initial) {
        loop.execute(() -> {
            initial.ifPresent(value -> write(subscription.path, value));
            subscriptions.add(subscription);
            read(subscription.path);
        });
    }

    /** Ends it; what is on its way may still arrive. For any thread. */
    void remove(Subscription subscription) {
        loop.execute(() -> {
            subscriptions.remove(subscription);
            if (subscriptions.stream().noneMatch(other -> other.path.equals(subscription.path))) {
                paths.forget(subscription.path);
            }
        });
    }

    private void write(Path path, TrackFile.Initial initial) {
        try {
            NumberInFile.write(path, initial);
        } catch (IOException e) {
            log.warn("Unable to initialise track file {}: {}", path, e.getMessage());
        }
    }

    private void read(Path path) {
        NumberInFile number = NumberInFile.read(path, paths.follow(path));
        for (Subscription subscription : subscriptions) {
            if (subscription.path.equals(path)) {
                subscription.reader.accept(number);
            }
        }
    }

    /** Ends the thread, without waiting for a file system that may hang. */
    @Override
    public void close() {
        loop.execute(() -> {
            loop.close();
            paths.close();
        });
    }
}
