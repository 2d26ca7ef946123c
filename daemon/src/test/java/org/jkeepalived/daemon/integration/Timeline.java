// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Everything that happened on a LAN, from every source, and the one place where a test waits.
 *
 * <p>Each event wakes the waiting test. A condition on something that sends no event (an address in the kernel) is looked
 * at again every {@value #RECHECK_MILLIS} ms.
 */
final class Timeline {
    private static final int RECHECK_MILLIS = 10;
    private static final int REPETITIONS_MAX = 4;

    /**
     * One event.
     *
     * @param at for frames the kernel's time stamp, for lines the moment they were read
     */
    record Entry(Instant at, String source, Object what) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) {
        lock.lock();
        try {
            entries.add(entry);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(String source, Object what) {
        add(new Entry(Instant.now(), source, what));
    }

    /** A copy, in the order of arrival. */
    List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /** The entries of one kind, in the order of arrival. */
    <T> List<T> entries(Class<T> kind) {
        return entries().stream()
                .map(Entry::what)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Waits until the condition holds; fails naming {@code expectation} when it does not within {@code limit}. */
    void await(String expectation, Duration limit, BooleanSupplier condition) {
        find(expectation, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until there is a value; fails naming {@code expectation} when there is none within {@code limit}. */
    <T> T find(String expectation, Duration limit, Supplier<Optional<T>> value) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (true) {
            int seen = size();
            Optional<T> found = value.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + expectation);
            }
            awaitGrowthBeyond(seen);
        }
    }

    private int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    private void awaitGrowthBeyond(int seen) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(RECHECK_MILLIS);
            while (entries.size() == seen && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** One line per event in the order of time; a line that only repeats an earlier one too often is left out. */
    String story() {
        var story = new StringBuilder();
        var repetitions = new HashMap<String, Integer>();
        List<Entry> sorted = new ArrayList<>(entries());
        sorted.sort(Comparator.comparing(Entry::at));
        for (Entry entry : sorted) {
            String text = String.format("%-12s %s", entry.source, entry.what);
            if (repetitions.merge(text, 1, Integer::sum) <= REPETITIONS_MAX) {
                Duration since = Duration.between(sorted.getFirst().at, entry.at);
                story.append(String.format("%10.6f %s%n", since.toNanos() / 1e9, text));
            }
        }
        repetitions.forEach((text, count) -> {
            if (count > REPETITIONS_MAX) {
                story.append(String.format("%10s %s%n", count + " times", text));
            }
        });
        return story.toString();
    }
}
