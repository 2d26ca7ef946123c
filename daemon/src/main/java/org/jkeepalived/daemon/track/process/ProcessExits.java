// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.PidFd;
import org.jkeepalived.posix.PosixException;

/** Tells at once when one of some processes ends, by a pidfd for each; whose kernel has none (before 5.3) hears nothing. */
final class ProcessExits implements AutoCloseable {
    /** A descriptor each: where more processes match, one of them less is seldom what counts. */
    private static final int LIMIT = 256;

    private final EventLoop loop;
    private final IntConsumer whenEnded;
    private final Map<Integer, Followed> followed = new HashMap<>();

    private record Followed(PidFd process, EventLoop.Watch watch) {
        void end() {
            watch.cancel();
            process.close();
        }
    }

    /**
     * Follows nothing yet.
     *
     * @param whenEnded told the number of a process that has ended, when its number may already be another's
     */
    ProcessExits(EventLoop loop, IntConsumer whenEnded) {
        this.loop = loop;
        this.whenEnded = whenEnded;
    }

    /** Follows these processes and no others. */
    void follow(Set<Integer> processes) {
        followed.entrySet().removeIf(entry -> {
            boolean unwanted = !processes.contains(entry.getKey());
            if (unwanted) {
                entry.getValue().end();
            }
            return unwanted;
        });
        for (Integer process : processes) {
            if (followed.size() < LIMIT && !followed.containsKey(process)) {
                open(process);
            }
        }
    }

    private void open(int process) {
        try {
            PidFd descriptor = PidFd.open(process);
            followed.put(process, new Followed(descriptor, loop.watch(descriptor.number(), () -> ended(process))));
        } catch (PosixException goneOrImpossible) {
            // The next look at /proc tells.
        }
    }

    private void ended(int process) {
        followed.remove(process).end();
        whenEnded.accept(process);
    }

    @Override
    public void close() {
        follow(Set.of());
    }
}
