// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** The C library's functions on descriptors of any kind. */
final class DescriptorCalls {
    static final Functions C = Libc.bind(Functions.class);

    private DescriptorCalls() {}

    /** Pointers and sizes are longs; see the manual's sections 2 and 3 for each. */
    public interface Functions {
        int open(long path, int flags, int mode);

        int close(int descriptor);

        long read(int descriptor, long buffer, long count);

        long write(int descriptor, long buffer, long count);

        int poll(long descriptors, long count, int timeoutMillis);

        int fcntl(int descriptor, int command, int argument);

        int pipe2(long descriptors, int flags);

        int fchown(int descriptor, int user, int group);

        int mkfifo(long path, int mode);

        int timerfd_create(int clock, int flags);

        int timerfd_settime(int descriptor, int flags, long newValue, long oldValue);

        int signalfd(int descriptor, long mask, int flags);

        int inotify_init1(int flags);

        int inotify_add_watch(int descriptor, long path, int mask);

        int inotify_rm_watch(int descriptor, int watch);

        int clock_gettime(int clock, long timespec);

        int pthread_sigmask(int how, long set, long oldSet);
    }
}
