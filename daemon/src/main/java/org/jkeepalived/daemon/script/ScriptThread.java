// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.OpenFileLimit;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Scheduling;
import org.slf4j.Logger;

/** The thread on which scripts are started and watched, and what they share there. */
final class ScriptThread {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Of scripts that have ended: what they left behind may write, and would die of it if nobody could read. */
    private static final int OUTPUTS_KEPT_MAX = 64;

    private static final int THIS_THREAD = 0;

    private final EventLoop loop;
    private final ScriptGuard guard;
    private final Set<RunningScript> running = new LinkedHashSet<>();
    private final StartSlots slots = new StartSlots();
    private final Deque<ScriptOutput> outputsKept = new ArrayDeque<>();
    private final NativeMemory buffer = NativeMemory.allocate(BUFFER_BYTES);
    private final long openFilesOfChildren;
    private Runnable whenIdle;

    /**
     * Begins the thread.
     *
     * @param nice the weight of this thread and of the scripts, -20 to 19
     */
    ScriptThread(int nice, Consumer<Throwable> failureHandler, Logger log) throws PosixException {
        // Each script takes one or two descriptors here; its own limit stays what it was.
        openFilesOfChildren = OpenFileLimit.raise();
        loop = new EventLoop("scripts", failureHandler);
        guard = new ScriptGuard(loop, log);
        loop.execute(() -> {
            try {
                Scheduling.setNice(THIS_THREAD, nice);
            } catch (PosixException e) {
                log.warn("Scripts run with the daemon's weight: {}", e.getMessage());
            }
        });
    }

    EventLoop loop() {
        return loop;
    }

    NativeMemory buffer() {
        return buffer;
    }

    StartSlots slots() {
        return slots;
    }

    void starting(ScriptCommand command) {
        if (command.diesWithDaemon()) {
            guard.begin();
        }
    }

    void started(RunningScript script) {
        if (script.command().diesWithDaemon()) {
            guard.add(script.process()); // at once: until then it would survive the daemon
        }
        OpenFileLimit.set(script.process(), openFilesOfChildren);
        running.add(script);
    }

    /** The script has ended; its output may have been left to somebody else. */
    void ended(RunningScript script, Optional<ScriptOutput> output) {
        running.remove(script);
        guard.remove(script.process());
        output.ifPresent(this::keep);
        if (whenIdle != null && isIdle()) {
            whenIdle.run();
        }
    }

    private void keep(ScriptOutput output) {
        outputsKept.removeIf(kept -> !kept.isOpen());
        if (outputsKept.size() == OUTPUTS_KEPT_MAX) {
            outputsKept.remove().close();
        }
        outputsKept.add(output);
    }

    /** Whether nothing runs that ends with the daemon. */
    private boolean isIdle() {
        return mortals().isEmpty();
    }

    private List<RunningScript> mortals() {
        return running.stream()
                .filter(script -> script.command().diesWithDaemon())
                .toList();
    }

    /** Terminates what ends with the daemon, and calls back when it is gone. */
    void terminateAll(Runnable whenGone) {
        whenIdle = whenGone;
        mortals().forEach(RunningScript::terminate);
        if (isIdle()) {
            whenGone.run();
        }
    }

    void killAll() {
        mortals().forEach(RunningScript::kill);
    }

    /** From another thread, when all has been ended that shall be ended. */
    void close() {
        loop.execute(guard::close);
        loop.close();
    }
}
