// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.OpenFlags;
import org.jkeepalived.posix.PosixException;

/**
 * What a tracked file says.
 *
 * @param number 0 if there is none
 * @param detail the number and where it is from, or why there is none
 */
record NumberInFile(long number, String detail) {
    /** keepalived reads no further. */
    private static final int BYTES_MAX = 127;

    private static final FileAttribute<?> PERMISSIONS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    /** Whether keepalived would take it; otherwise it keeps the number of before. */
    boolean isValid() {
        return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE + 1L;
    }

    /**
     * Reads a file. It never waits for another process, as opening a FIFO would; a file system may block all the same.
     *
     * @param path where the file is to be found by people
     * @param file the same without symbolic links
     */
    static NumberInFile read(Path path, Path file) {
        if (!Files.isRegularFile(file)) {
            return new NumberInFile(0, Files.exists(file) ? path + " is not a regular file" : "no file " + path);
        }
        NativeMemory memory = NativeMemory.allocate(BYTES_MAX);
        int length;
        try (Descriptor descriptor = Descriptor.open(file, OpenFlags.READ_ONLY | OpenFlags.NON_BLOCKING, 0)) {
            length = descriptor.read(memory, 0, BYTES_MAX);
        } catch (PosixException e) {
            length = -e.errno().value();
        }
        if (length < 0) {
            return new NumberInFile(
                    0, "cannot read " + path + ": " + Errno.of(length).text());
        }
        byte[] bytes = new byte[length];
        memory.bytes().get(0, bytes);
        OptionalLong number = LeadingNumber.of(new String(bytes, StandardCharsets.ISO_8859_1));
        return number.isPresent()
                ? new NumberInFile(number.getAsLong(), number.getAsLong() + " in " + path)
                : new NumberInFile(0, "no number in " + path);
    }

    /** Writes the first value. A reader sees the old file or the new one, nothing in between. */
    static void write(Path path, TrackFile.Initial initial) throws IOException {
        if (!initial.overwrite() && Files.exists(path)) {
            return;
        }
        Path unfinished =
                Files.createTempFile(path.getParent(), path.getFileName().toString(), null, PERMISSIONS);
        try {
            Files.writeString(unfinished, initial.value() + "\n");
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
