// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.util.Arrays;
import org.jkeepalived.posix.ProcessFiles;

/**
 * Keeps a {@link ProcessTable} up to date by listing /proc again and again, cheaply: a process that is new is looked at, of
 * those that are known a bounded number, by turns, and then only the name is read: it tells nearly always that another program
 * runs. A process is known by its number and the inode of its directory, so that a number given anew is noticed.
 */
final class ProcessPoll {
    /** Up to this number of processes all are looked at each time; of more, each every few times. */
    static final int LOOKS = 500;

    /** So many times a process is young: it may still become what it is meant to be, under the same name. */
    private static final int YOUNG = 10;

    private final ProcessTable table;
    private Known known = new Known();
    private Known next = new Known();
    private int turn;

    /** Processes in the order of their numbers. */
    private static final class Known implements ProcessFiles.Visitor {
        /** The number in the upper half, of the inode what fits into the lower. */
        private long[] identities = new long[1024];

        private long[] names = new long[1024];
        private byte[] ages = new byte[1024];
        private int size;

        @Override
        public void process(int process, long inode) {
            if (size == identities.length) {
                identities = Arrays.copyOf(identities, 2 * size);
                names = Arrays.copyOf(names, 2 * size);
                ages = Arrays.copyOf(ages, 2 * size);
            }
            long identity = (long) process << Integer.SIZE | Integer.toUnsignedLong((int) inode);
            int at = size++;
            for (; at > 0 && identities[at - 1] > identity; at--) { // never: the kernel lists them in order
                identities[at] = identities[at - 1];
            }
            identities[at] = identity;
        }

        private int processAt(int index) {
            return (int) (identities[index] >>> Integer.SIZE);
        }
    }

    ProcessPoll(ProcessTable table) {
        this.table = table;
    }

    /**
     * Brings the table up to date. Allocates nothing unless something has changed.
     *
     * @return 0 or a negative error number; then what was known remains
     */
    int poll() {
        next.size = 0;
        int result = table.list(next);
        if (result == 0) {
            compare();
            Known before = known;
            known = next;
            next = before;
            lookByTurns();
        }
        return result;
    }

    private void compare() {
        int old = 0;
        for (int now = 0; now < next.size; now++) {
            int process = next.processAt(now);
            while (old < known.size && known.processAt(old) < process) {
                table.exited(known.processAt(old++));
            }
            boolean sameNumber = old < known.size && known.processAt(old) == process;
            if (sameNumber && known.identities[old] == next.identities[now]) {
                next.names[now] = known.names[old];
                next.ages[now] = known.ages[old];
            } else {
                next.names[now] = table.nameOf(process);
                next.ages[now] = 0;
                table.look(process);
            }
            if (sameNumber) {
                old++;
            }
        }
        while (old < known.size) {
            table.exited(known.processAt(old++));
        }
    }

    private void lookByTurns() {
        for (int looks = Math.min(LOOKS, known.size); looks > 0; looks--) {
            turn = turn + 1 < known.size ? turn + 1 : 0;
            int process = known.processAt(turn);
            long name = table.nameOf(process);
            boolean young = known.ages[turn] < YOUNG;
            if (young || name != known.names[turn] || table.isMatching(process)) {
                known.names[turn] = name;
                known.ages[turn] += (byte) (young ? 1 : 0);
                table.look(process);
            }
        }
    }
}
