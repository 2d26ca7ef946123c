// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

/** The C library's functions on processes, scheduling, accounts and namespaces. */
final class ProcessCalls {
    static final Functions C = Libc.bind(Functions.class);

    private ProcessCalls() {}

    /** Pointers and sizes are longs; see the manual's sections 2 and 3 for each. */
    public interface Functions {
        int getpid();

        int gettid();

        int geteuid();

        int getegid();

        int getgroups(int size, long list);

        int umask(int mask);

        int kill(int process, int signal);

        int waitid(int idType, int id, long information, int options);

        int prctl(int option, long second, long third, long fourth, long fifth);

        long syscall(long number, long first, long second, long third, long fourth);

        int sched_setscheduler(int thread, int policy, long parameters);

        int sched_getscheduler(int thread);

        int sched_getparam(int thread, long parameters);

        int sched_setaffinity(int thread, long size, long mask);

        int sched_getaffinity(int thread, long size, long mask);

        int setpriority(int which, int who, int priority);

        int getpriority(int which, int who);

        int setrlimit(int resource, long limits);

        int getrlimit(int resource, long limits);

        int prlimit(int process, int resource, long newLimits, long oldLimits);

        int mlockall(int flags);

        int munlockall();

        int setns(int descriptor, int type);

        int getpwnam_r(long name, long entry, long buffer, long size, long result);

        int getpwuid_r(int user, long entry, long buffer, long size, long result);

        int getgrnam_r(long name, long entry, long buffer, long size, long result);

        int getgrgid_r(int group, long entry, long buffer, long size, long result);

        int getgrouplist(long user, int group, long groups, long count);
    }
}
