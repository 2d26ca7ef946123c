// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.file.Path;

/** Changes of files and directories as something to read (inotify(7)). */
public final class Inotify extends Descriptor {
    public static final int MODIFY = 0x2;
    public static final int ATTRIBUTES = 0x4;
    public static final int CLOSE_WRITE = 0x8;
    public static final int MOVED_FROM = 0x40;
    public static final int MOVED_TO = 0x80;
    public static final int CREATE = 0x100;
    public static final int DELETE = 0x200;
    public static final int DELETE_SELF = 0x400;
    public static final int MOVE_SELF = 0x800;
    /** In an event: events were lost, look at everything again. Its watch is -1. */
    public static final int OVERFLOW = 0x4000;
    /** In an event: the watch is gone. */
    public static final int IGNORED = 0x8000;

    private static final int HEADER_BYTES = 16;

    private final NativeMemory events = NativeMemory.allocate(16 * 1024);

    private Inotify(int number) {
        super(number);
    }

    /** Receives what happened, in the order in which it happened. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something happened to a watched file or directory.
         *
         * @param watch what {@link Inotify#watch} returned
         * @param mask what happened, for example {@link #MOVED_TO}
         * @param name the file in the watched directory, empty if the watched thing itself is meant
         */
        void changed(int watch, int mask, String name);
    }

    public static Inotify open() throws PosixException {
        int flags = OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC;
        return new Inotify(Libc.check(DescriptorCalls.C.inotify_init1(flags), "inotify_init1", ""));
    }

    /** Watches a file or directory for a sum of the constants above. Returns the watch's number. */
    public int watch(Path path, int mask) throws PosixException {
        try (var name = Scratch.ofText(path)) {
            return Libc.check(
                    DescriptorCalls.C.inotify_add_watch(number(), name.address(), mask), "inotify_add_watch", path);
        }
    }

    /** Ends a watch; one that is gone already is no error. */
    public void unwatch(int watch) {
        DescriptorCalls.C.inotify_rm_watch(number(), watch);
    }

    /** Delivers all waiting events. Returns 0 or a negative error number. */
    public int drain(Listener listener) {
        while (true) {
            int length = read(events, 0, events.size());
            if (length <= 0) {
                return Errno.EAGAIN.is(length) ? 0 : length;
            }
            // struct inotify_event: wd, mask, cookie, len, name[len] padded with zeroes.
            for (int at = 0; at < length; ) {
                int nameBytes = events.bytes().getInt(at + 12);
                String name = nameBytes == 0 ? "" : events.textAt(at + HEADER_BYTES);
                listener.changed(events.bytes().getInt(at), events.bytes().getInt(at + 4), name);
                at += HEADER_BYTES + nameBytes;
            }
        }
    }
}
