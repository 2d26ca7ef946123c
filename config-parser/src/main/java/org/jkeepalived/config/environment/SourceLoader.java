// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Where the text of files comes from; the only way in which this library touches the file system. */
public interface SourceLoader {

    /** Enough for a key, a table of names, and all else that is not configuration. */
    int SMALL_FILE_BYTES = 1 << 20;

    /** What a path leads to. */
    enum Kind {
        /** A regular file that nobody may execute: what keepalived accepts as configuration. */
        FILE,
        DIRECTORY,
        /** A device, a program, and all else that keepalived refuses. */
        OTHER,
        MISSING
    }

    /** A file has more bytes than were asked for. */
    final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        public TooLargeException(Path file) {
            super(file + " is too large");
        }
    }

    Kind kind(Path path);

    /**
     * The bytes of a file.
     *
     * @param limitBytes how many at most
     * @throws TooLargeException when it has more
     * @throws IOException when it cannot be read
     */
    byte[] read(Path path, int limitBytes) throws IOException;

    /** The names in a directory, in any order; none when it cannot be read. */
    List<String> list(Path directory);

    /** Real files. */
    static SourceLoader files() {
        return new SourceLoader() {
            private static final Set<PosixFilePermission> EXECUTE = Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE);

            private static final Set<String> KERNEL_FILES = Set.of("proc", "tracefs", "debugfs");

            @Override
            public Kind kind(Path path) {
                if (Files.isDirectory(path)) {
                    return Kind.DIRECTORY;
                }
                if (!Files.exists(path)) {
                    return Kind.MISSING;
                }
                try {
                    boolean executable =
                            Files.getPosixFilePermissions(path).stream().anyMatch(EXECUTE::contains);
                    return Files.isRegularFile(path) && !executable && !isMadeByKernel(path) ? Kind.FILE : Kind.OTHER;
                } catch (IOException | UnsupportedOperationException _) {
                    return Kind.OTHER;
                }
            }

            // Some of these files wait for something to happen when they are read, as /proc/kmsg does.
            private static boolean isMadeByKernel(Path path) throws IOException {
                return Files.size(path) == 0
                        && KERNEL_FILES.contains(Files.getFileStore(path).type());
            }

            @Override
            public byte[] read(Path path, int limitBytes) throws IOException {
                if (Files.size(path) > limitBytes) {
                    throw new TooLargeException(path);
                }
                try (var file = Files.newInputStream(path)) {
                    return file.readNBytes(limitBytes);
                }
            }

            @Override
            public List<String> list(Path directory) {
                if (!Files.isDirectory(directory)) {
                    return List.of(); // opening a FIFO would wait for its writer
                }
                try (var entries = Files.list(directory)) {
                    return entries.map(entry -> entry.getFileName().toString()).toList();
                } catch (IOException _) {
                    return List.of();
                }
            }
        };
    }
}
