// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.Inotify;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/**
 * Tells when a path may lead to something else than before: the file at its end was written, replaced or removed, or a
 * directory or symbolic link on the way was.
 *
 * <p>Every directory on the way is watched for the one name that the way takes there, symbolic links followed. What does
 * not exist yet is seen when it comes. Reading directories may block: not for the VRRP loop.
 */
public final class PathWatch implements AutoCloseable {
    /** As the kernel does when it follows a path (path_resolution(7)). */
    private static final int LINKS_MAX = 40;

    private static final Path UP = Path.of("..");
    private static final Path HERE = Path.of(".");

    /** A file that is being written has no number yet: what counts is that the writer closes it. */
    private static final int CHANGES =
            Inotify.CLOSE_WRITE | Inotify.MOVED_FROM | Inotify.MOVED_TO | Inotify.CREATE | Inotify.DELETE;

    /** A name in a watched directory. */
    private record Step(int watch, String name) {}

    /**
     * How a path leads to its file.
     *
     * @param end where, without symbolic links
     * @param file whether all directories exist, so that the last step is the file
     */
    private record Way(List<Step> steps, Path end, boolean file) {
        static final Way UNKNOWN = new Way(List.of(), Path.of("/"), false);

        /**
         * Whether something in a watched directory concerns this way.
         *
         * @param made it was made just now; a file, unlike a link or a directory, is still to be written then
         */
        boolean isTouchedBy(Step step, boolean made) {
            return steps.contains(step)
                    && !(made
                            && file
                            && steps.getLast().equals(step)
                            && Files.isRegularFile(end, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private final Inotify inotify = Inotify.open();
    private final Map<Path, Way> ways = new LinkedHashMap<>();
    private final Set<Path> unwatchable = new HashSet<>();
    private final Logger log;

    /** @param log where it is said which directories cannot be watched */
    public PathWatch(Logger log) throws PosixException {
        this.log = log;
    }

    /** Readable when {@link #changed} has something to tell. */
    public int number() {
        return inotify.number();
    }

    /**
     * Watches a path, or finds the way again after a change.
     *
     * @param path absolute
     * @return what it leads to now, which need not exist
     */
    public Path follow(Path path) {
        Way before = ways.getOrDefault(path, Way.UNKNOWN);
        Way now = walk(path);
        ways.put(path, now);
        release(before);
        return now.end;
    }

    /** Ends the watch of a path. */
    public void forget(Path path) {
        Way way = ways.remove(path);
        if (way != null) {
            release(way);
        }
    }

    /** The paths to be followed again, since something has happened on their ways. */
    public Set<Path> changed() {
        Set<Path> changed = new LinkedHashSet<>();
        inotify.drain((watch, mask, name) -> {
            Step step = new Step(watch, name);
            boolean lost = (mask & Inotify.OVERFLOW) != 0;
            boolean made = (mask & Inotify.CREATE) != 0;
            ways.forEach((path, way) -> {
                if (lost || way.isTouchedBy(step, made)) {
                    changed.add(path);
                }
            });
        });
        return changed;
    }

    private Way walk(Path path) {
        List<Step> steps = new ArrayList<>();
        Deque<Path> names = new ArrayDeque<>();
        path.forEach(names::add);
        Path at = path.getRoot();
        int links = 0;
        while (!names.isEmpty()) {
            Path name = names.remove();
            if (name.equals(UP)) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.equals(HERE)) {
                if (!Files.isDirectory(at)) {
                    return new Way(steps, at.resolve(name), false);
                }
                // First watched and then looked at, so that nothing is missed in between.
                watch(at, name, steps);
                Path next = at.resolve(name);
                if (Files.isSymbolicLink(next) && links < LINKS_MAX) {
                    links++;
                    at = goOn(next, at, names);
                } else {
                    at = next;
                }
            }
        }
        return new Way(steps, at, true);
    }

    private void watch(Path directory, Path name, List<Step> steps) {
        try {
            steps.add(new Step(inotify.watch(directory, CHANGES), name.toString()));
        } catch (PosixException e) {
            // Gone meanwhile is told by the step before.
            if (!Errno.ENOENT.equals(e.errno()) && unwatchable.add(directory)) {
                log.warn(
                        "Changes in {} will not be noticed: {}",
                        directory,
                        e.errno().text());
            }
        }
    }

    /** Puts what a link says before the names that are left. Returns where to begin with them. */
    private static Path goOn(Path link, Path directory, Deque<Path> names) {
        try {
            Path target = Files.readSymbolicLink(link);
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                names.addFirst(target.getName(i));
            }
            return target.isAbsolute() ? target.getRoot() : directory;
        } catch (IOException e) {
            return link; // replaced meanwhile, which its directory's watch tells
        }
    }

    /** Ends the watches that only this way needed. */
    private void release(Way unused) {
        Set<Integer> needed = ways.values().stream()
                .flatMap(way -> way.steps.stream())
                .map(Step::watch)
                .collect(Collectors.toSet());
        unused.steps.stream()
                .map(Step::watch)
                .distinct()
                .filter(watch -> !needed.contains(watch))
                .forEach(inotify::unwatch);
    }

    @Override
    public void close() {
        inotify.close();
    }
}
