// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The processes of a /proc and their small files (proc(5)), read with a few system calls into one reused buffer: neither
 * listing nor reading allocates.
 *
 * <p>For one thread.
 */
public final class ProcessFiles {
    /** The mount that every system has. */
    public static final Path PROC = Path.of("/proc");

    private static final long SYS_GETDENTS64 = System.getProperty("os.arch").equals("amd64") ? 217 : 61;
    private static final int LIST_BYTES = 32 * 1024;
    private static final int LONGEST_PROCESS_AND_FILE = 32;

    // struct linux_dirent64 (getdents64(2)).
    private static final int RECORD_LENGTH = 16;
    private static final int NAME = 19;

    private final NativeMemory list = NativeMemory.allocate(LIST_BYTES);
    private final NativeMemory content;
    private final NativeMemory path;
    private final int rootBytes;

    /** A file in the directory of each process. */
    public enum File {
        /** The name that the kernel keeps, and a line feed. */
        COMM("comm"),
        /** One line, whose fields begin with the number, the name in parentheses and the state. */
        STAT("stat"),
        /** The arguments, each ended by a zero byte; empty for kernel threads and zombies. */
        COMMAND_LINE("cmdline");

        private final String name;

        File(String name) {
            this.name = name;
        }
    }

    /** Receives what {@link #list} finds. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A process runs, or is a zombie.
         *
         * @param process its number
         * @param inode of its directory: another one than that of an earlier process of that number. The kernel may give the
         *     directory a new one while the process lives (when it was short of memory)
         */
        void process(int process, long inode);
    }

    /**
     * Reads nothing yet.
     *
     * @param root usually {@link #PROC}
     * @param contentBytes up to which a file is read
     */
    public ProcessFiles(Path root, int contentBytes) {
        byte[] prefix = (root + "/").getBytes(StandardCharsets.UTF_8);
        path = NativeMemory.allocate(prefix.length + LONGEST_PROCESS_AND_FILE);
        path.bytes().put(0, prefix);
        rootBytes = prefix.length;
        content = NativeMemory.allocate(contentBytes);
    }

    /** Tells the visitor all processes that this one may see. Returns 0 or a negative error number. */
    public int list(Visitor visitor) {
        path.bytes().put(rootBytes, (byte) 0);
        int directory = open();
        if (directory < 0) {
            return directory;
        }
        long length;
        while ((length = Libc.result(ProcessCalls.C.syscall(SYS_GETDENTS64, directory, list.address(), LIST_BYTES, 0)))
                > 0) {
            for (int at = 0; at < length; at += list.bytes().getShort(at + RECORD_LENGTH)) {
                int process = number(at + NAME);
                if (process > 0) {
                    visitor.process(process, list.bytes().getLong(at));
                }
            }
        }
        DescriptorCalls.C.close(directory);
        return (int) length;
    }

    /** The number that a name is, or 0. */
    private int number(int at) {
        int number = 0;
        for (int i = at; list.bytes().get(i) != 0; i++) {
            int digit = list.bytes().get(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /**
     * Reads the beginning of a file into {@link #content()}.
     *
     * @return bytes read or a negative error number: {@code -ENOENT} or {@code -ESRCH} if the process has gone,
     *     {@code -EPERM} or {@code -EACCES} if this one may not read it
     */
    public int read(int process, File file) {
        var text = path.bytes();
        int at = putNumber(rootBytes, process);
        text.put(at++, (byte) '/');
        for (int i = 0; i < file.name.length(); i++) {
            text.put(at++, (byte) file.name.charAt(i));
        }
        text.put(at, (byte) 0);
        int descriptor = open();
        if (descriptor < 0) {
            return descriptor;
        }
        int length = (int) Libc.result(DescriptorCalls.C.read(descriptor, content.address(), content.size()));
        DescriptorCalls.C.close(descriptor);
        return length;
    }

    private int open() {
        return Libc.result(DescriptorCalls.C.open(path.address(), OpenFlags.READ_ONLY | OpenFlags.CLOSE_ON_EXEC, 0));
    }

    private int putNumber(int at, int number) {
        int divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        int end = at;
        for (; divisor > 0; divisor /= 10) {
            path.bytes().put(end++, (byte) ('0' + number / divisor % 10));
        }
        return end;
    }

    /** What the latest {@link #read} has read, from 0 to what that returned. */
    public ByteBuffer content() {
        return content.bytes();
    }
}
