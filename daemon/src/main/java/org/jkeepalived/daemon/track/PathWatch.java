// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jkeepalived.posix.Inotify;
import org.jkeepalived.posix.PosixException;

/**
 * Tells when a path may lead to something else than before: the file at its end was written, replaced or removed, or a
 * directory or symbolic link on the way was.
 *
 * <p>Every directory on the way is watched for the one name that the way takes there, symbolic links followed. What does
 * not exist yet is seen when it comes. Reading directories may block: not for the VRRP loop.
 */
final class PathWatch implements AutoCloseable {
    /** As the kernel does when it follows a path (path_resolution(7)). */
    private static final int LINKS_MAX = 40;

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

        /** A file that has just been made is still to be written. */
        boolean isTouchedBy(int watch, int mask, String name) {
            Step step = new Step(watch, name);
            boolean onlyMade = (mask & Inotify.CREATE) != 0
                    && file
                    && steps.getLast().equals(step)
                    && Files.isRegularFile(end, LinkOption.NOFOLLOW_LINKS);
            return steps.contains(step) && !onlyMade;
        }
    }

    private final Inotify inotify = Inotify.open();
    private final Map<Path, Way> ways = new LinkedHashMap<>();

    PathWatch() throws PosixException {}

    /** Readable when {@link #changed} has something to tell. */
    int number() {
        return inotify.number();
    }

    /**
     * Watches a path, or finds the way again after a change.
     *
     * @param path absolute
     * @return what it leads to now, which need not exist
     */
    Path follow(Path path) {
        Way before = ways.getOrDefault(path, Way.UNKNOWN);
        Way now = walk(path);
        ways.put(path, now);
        release(before);
        return now.end;
    }

    void forget(Path path) {
        Way way = ways.remove(path);
        if (way != null) {
            release(way);
        }
    }

    /** The paths to be followed again, since something has happened on their ways. */
    Set<Path> changed() {
        Set<Path> changed = new LinkedHashSet<>();
        inotify.drain((watch, mask, name) -> {
            boolean lost = (mask & Inotify.OVERFLOW) != 0;
            ways.forEach((path, way) -> {
                if (lost || way.isTouchedBy(watch, mask, name)) {
                    changed.add(path);
                }
            });
        });
        return changed;
    }

    private Way walk(Path path) {
        List<Step> steps = new ArrayList<>();
        Deque<String> names = new ArrayDeque<>();
        path.forEach(name -> names.add(name.toString()));
        Path at = path.getRoot();
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.remove();
            if (name.equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.equals(".")) {
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

    private void watch(Path directory, String name, List<Step> steps) {
        try {
            steps.add(new Step(inotify.watch(directory, CHANGES), name));
        } catch (PosixException e) {
            // Gone meanwhile, which the step before tells; or not to be read, and then its changes stay unknown.
        }
    }

    /** Puts what a link says before the names that are left. Returns where to begin with them. */
    private static Path goOn(Path link, Path directory, Deque<String> names) {
        try {
            Path target = Files.readSymbolicLink(link);
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                names.addFirst(target.getName(i).toString());
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
