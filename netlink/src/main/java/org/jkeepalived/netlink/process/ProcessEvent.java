// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

import org.jkeepalived.netlink.message.MessageReader;
import org.jkeepalived.netlink.message.MessageType;

/**
 * Events as the process connector sends them, all in native byte order.
 *
 * <pre>
 *  struct cn_msg:     index 32 | value 32 | sequence 32 | acknowledged 32 | length 16 | flags 16
 *  struct proc_event: what 32 | processor 32 | nanoseconds 64 | data
 *    none:  error 32
 *    fork:  parent thread 32 | parent process 32 | child thread 32 | child process 32
 *    exec:  thread 32 | process 32
 *    comm:  thread 32 | process 32 | name 16 bytes
 *    exit:  thread 32 | process 32 | code 32 | signal 32 | parent thread 32 | parent process 32
 * </pre>
 *
 * A process's first thread has the number of the process: events of other threads are of no interest here.
 */
final class ProcessEvent {
    /** CN_IDX_PROC, which is the number of the multicast group as well. */
    static final int INDEX = 1;
    /** CN_VAL_PROC. */
    static final int VALUE = 1;

    static final int CONNECTOR_BYTES = 20;

    // PROC_EVENT_*: the kinds that matter.
    static final int NONE = 0;
    static final int FORK = 1;
    static final int EXEC = 2;
    static final int COMM = 0x200;
    static final int EXIT = 0x8000_0000;

    // Offsets in the payload of the netlink message.
    static final int WHAT = CONNECTOR_BYTES;
    static final int DATA = CONNECTOR_BYTES + 16;
    static final int THREAD = DATA;
    static final int PROCESS = DATA + 4;
    static final int PARENT_PROCESS = DATA + 4;
    static final int CHILD_THREAD = DATA + 8;
    static final int CHILD_PROCESS = DATA + 12;

    private ProcessEvent() {}

    /** Tells the listener what a message says; what it does not understand it passes over: the kernel may say more one day. */
    static void deliver(MessageReader message, ProcessListener listener) {
        int length = message.payloadLength();
        if (message.type() != MessageType.NLMSG_DONE
                || length < DATA + 4
                || message.int32(0) != INDEX
                || message.int32(4) != VALUE) {
            return;
        }
        int what = message.int32(WHAT);
        if (what == NONE) {
            listener.acknowledged(message.int32(DATA));
        } else if (what == FORK && length >= CHILD_PROCESS + 4) {
            if (message.int32(CHILD_THREAD) == message.int32(CHILD_PROCESS)) {
                listener.forked(message.int32(PARENT_PROCESS), message.int32(CHILD_PROCESS));
            }
        } else if (length >= PROCESS + 4 && message.int32(THREAD) == message.int32(PROCESS)) {
            int process = message.int32(PROCESS);
            switch (what) {
                case EXEC -> listener.executed(process);
                case COMM -> listener.renamed(process);
                case EXIT -> listener.exited(process);
                default -> {
                    // Users, sessions, tracers, core dumps.
                }
            }
        }
    }
}
