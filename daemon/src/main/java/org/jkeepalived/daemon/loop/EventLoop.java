// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.loop;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.TimerFd;

/**
 * A thread that owns state of its own (one owns all VRRP state). It serves descriptors as they become readable and
 * timers as they fall due.
 *
 * <p>Every piece of work is a <em>turn</em>: the clock is read, the work runs, the clock is read again, and then the turn's
 * end flushes what the work has queued (adverts, netlink requests) and re-arms the timer descriptor. An exception that leaves a
 * piece of work is this process's own fault; it is handed to the failure handler, which ends the process loudly.
 */
public final class EventLoop implements Timers, AutoCloseable {
    /** Work that a ready descriptor causes. It must read until the descriptor is empty and must not block. */
    @FunctionalInterface
    public interface ReadyHandler {
        void ready();
    }

    private static final int EVENTS_PER_WAKEUP = 64;

    private final MultiThreadIoEventLoopGroup group;
    private final IoEventLoop executor;
    private final Consumer<Throwable> failureHandler;
    private final TimerQueue timers = new TimerQueue();
    private final TimerFd timerFd;
    private final Watch timerWatch;
    private final List<Runnable> turnEndTasks = new ArrayList<>();

    private Runnable clockTask = () -> {};
    private long nowNanos = System.nanoTime();
    private boolean timerFdArmed;
    private long timerFdDeadlineNanos;

    /**
     * Starts the loop's thread.
     *
     * @param threadName the thread's name
     * @param failureHandler told, on the loop's thread, what left a piece of work
     * @throws PosixException if the kernel gives no timer descriptor
     */
    public EventLoop(String threadName, Consumer<Throwable> failureHandler) throws PosixException {
        this.failureHandler = failureHandler;
        timerFd = TimerFd.open();
        group = new MultiThreadIoEventLoopGroup(
                1,
                (ThreadFactory) task -> new Thread(task, threadName),
                EpollIoHandler.newFactory(EVENTS_PER_WAKEUP, DefaultSelectStrategyFactory.INSTANCE));
        executor = group.next();
        timerWatch = watch(timerFd.number(), this::timerFdReady);
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void readClock() {
        nowNanos = System.nanoTime();
    }

    /** Runs the task in a turn of its own, soon; the only method for other threads. */
    public void execute(Runnable task) {
        executor.execute(() -> turn(task::run));
    }

    /** Adds a task to the end of every turn, in the order of the additions. It must be cheap when there is nothing to do. */
    public void atTurnEnd(Runnable task) {
        turnEndTasks.add(task);
    }

    /** Sets a task that runs twice in every turn, when the clock has been read: before the work, and before the turn's end. */
    public void whenClockIsRead(Runnable task) {
        clockTask = task;
    }

    /** For how long the earliest deadline has passed by now; 0 if no timer is due. */
    public long latenessNanos() {
        return timers.isEmpty() ? 0 : Math.max(0, nowNanos - timers.firstDeadlineNanos());
    }

    @Override
    public void arm(Timer timer, long deadlineNanos) {
        timers.arm(timer, deadlineNanos);
    }

    @Override
    public void cancel(Timer timer) {
        timers.cancel(timer);
    }

    /**
     * Calls the handler, in turns of their own, for as long as the descriptor is readable. The descriptor stays the
     * caller's: cancel the watch before closing it.
     */
    public Watch watch(int fd, ReadyHandler handler) {
        Watch watch = new Watch(fd, handler);
        executor.register(watch).addListener((Future<IoRegistration> registered) -> {
            if (registered.isSuccess()) {
                watch.registered(registered.getNow());
            } else {
                failureHandler.accept(registered.cause());
            }
        });
        return watch;
    }

    /** Ends the thread after the turn that runs now; waits for it if called from another thread. */
    @Override
    public void close() {
        timerWatch.cancel();
        Future<?> terminated = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!executor.inEventLoop()) {
            terminated.awaitUninterruptibly();
        }
        timerFd.close();
    }

    private void timerFdReady() {
        timerFd.expirations();
        timerFdArmed = false;
        timers.fireDue(nowNanos);
    }

    // Throwable: an OutOfMemoryError or a StackOverflowError in a turn is no less this process's fault.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void turn(ReadyHandler work) {
        try {
            readClock();
            clockTask.run();
            work.ready();
            readClock();
            clockTask.run();
            for (int i = 0; i < turnEndTasks.size(); i++) {
                turnEndTasks.get(i).run();
            }
            armTimerFd();
        } catch (Throwable failure) {
            failureHandler.accept(failure);
        }
    }

    /** A later first deadline needs no system call: the early wake-up finds nothing due and arms again. */
    private void armTimerFd() {
        if (timers.isEmpty()) {
            return;
        }
        long first = timers.firstDeadlineNanos();
        if (!timerFdArmed || first - timerFdDeadlineNanos < 0) {
            timerFd.armAt(first);
            timerFdArmed = true;
            timerFdDeadlineNanos = first;
        }
    }

    /** A descriptor that the loop watches. */
    public final class Watch implements EpollIoHandle {
        private final FileDescriptor descriptor;
        private final ReadyHandler handler;
        private IoRegistration registration;
        private boolean cancelled;

        private Watch(int fd, ReadyHandler handler) {
            this.descriptor = new FileDescriptor(fd);
            this.handler = handler;
        }

        private void registered(IoRegistration granted) {
            registration = granted;
            if (cancelled) {
                granted.cancel();
            } else {
                granted.submit(EpollIoOps.EPOLLIN);
            }
        }

        /** Ends the watch; the handler is not called again. To be called on the loop's thread, before the close. */
        public void cancel() {
            cancelled = true;
            if (registration != null) {
                registration.cancel();
            }
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration source, IoEvent event) {
            if (!cancelled) {
                turn(handler);
            }
        }

        /** The descriptor is its owner's to close. */
        @Override
        public void close() {}
    }
}
