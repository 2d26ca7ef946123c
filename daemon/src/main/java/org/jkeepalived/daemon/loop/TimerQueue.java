// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.loop;

import java.util.Arrays;

/**
 * All timers of the loop in an indexed binary heap: arming, moving and cancelling are O(log n) and allocate nothing
 * once the heap has grown to the number of timers. Of equal deadlines the one that was armed first comes first: routers
 * that begin together then act in the order of the configuration.
 *
 * <p>Deadlines are compared by difference, as {@link System#nanoTime()} demands.
 */
public final class TimerQueue {
    private static final int INITIAL_CAPACITY = 64;

    private Timer[] heap = new Timer[INITIAL_CAPACITY];
    private int size;
    private long armings;

    /** Arms the timer, or moves it if it is armed already. */
    public void arm(Timer timer, long deadlineNanos) {
        timer.deadlineNanos = deadlineNanos;
        timer.arming = armings++;
        if (timer.heapIndex == Timer.NOT_QUEUED) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place(timer, size++);
            siftUp(timer);
        } else {
            siftUp(timer);
            siftDown(timer);
        }
    }

    /** Disarms the timer; nothing happens if it is not armed. */
    public void cancel(Timer timer) {
        int hole = timer.heapIndex;
        if (hole == Timer.NOT_QUEUED) {
            return;
        }
        timer.heapIndex = Timer.NOT_QUEUED;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            place(last, hole);
            siftUp(last);
            siftDown(last);
        }
    }

    /** Whether no timer is armed. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The earliest deadline; only meaningful if the queue is not empty. */
    public long firstDeadlineNanos() {
        return heap[0].deadlineNanos;
    }

    /**
     * Fires the timers that are due, in the order of their deadlines. At most as many fire as were armed at the start
     * of the call: a timer that arms itself for a time already passed must not keep the descriptors from being read.
     */
    public void fireDue(long nowNanos) {
        for (int budget = size; budget > 0 && size > 0 && heap[0].deadlineNanos - nowNanos <= 0; budget--) {
            Timer due = heap[0];
            cancel(due);
            due.action.expired(nowNanos);
        }
    }

    private static boolean isBefore(Timer timer, Timer other) {
        long difference = timer.deadlineNanos - other.deadlineNanos;
        return difference < 0 || (difference == 0 && timer.arming < other.arming);
    }

    private void place(Timer timer, int index) {
        heap[index] = timer;
        timer.heapIndex = index;
    }

    private void siftUp(Timer timer) {
        int index = timer.heapIndex;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!isBefore(timer, heap[parent])) {
                break;
            }
            place(heap[parent], index);
            index = parent;
        }
        place(timer, index);
    }

    private void siftDown(Timer timer) {
        int index = timer.heapIndex;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], timer)) {
                break;
            }
            place(heap[child], index);
            index = child;
        }
        place(timer, index);
    }
}
