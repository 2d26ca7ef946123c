// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with the number of the daemon's process, and the lock that makes the daemon the only one of its kind.
 *
 * <p>The lock (fcntl(2), which meets keepalived 2.4's) decides; it goes with the process, so that a file left behind by
 * a crash is no obstacle. Only for keepalived up to 2.2, which does not lock, the number in the file counts as well. The
 * file must not be opened a second time in this process: closing that would release the lock.
 */
public final class PidFile implements AutoCloseable {
    private static final int LONGEST = 32;

    private final Path path;
    private final Object fileKey;
    private final FileChannel channel;
    private final Optional<IOException> notWritten;

    private PidFile(Path path, Object fileKey, FileChannel channel, Optional<IOException> notWritten) {
        this.path = path;
        this.fileKey = fileKey;
        this.channel = channel;
        this.notWritten = notWritten;
    }

    /**
     * Makes the file ours and writes our number into it. It may be left without the number: {@link #notWritten}.
     *
     * @throws AlreadyRunningException when a living daemon has it
     * @throws IOException when it cannot be opened for writing, so that nothing keeps a second daemon out
     */
    public static PidFile claim(Path path) throws AlreadyRunningException, IOException {
        Optional<PidFile> claimed = Optional.empty();
        while (claimed.isEmpty()) {
            claimed = tryClaim(path);
        }
        return claimed.get();
    }

    /** Empty when somebody replaced the file meanwhile: the lock then guards a file that no one finds any more. */
    private static Optional<PidFile> tryClaim(Path path) throws AlreadyRunningException, IOException {
        var keyBefore = fileKey(path);
        var channel = open(path);
        boolean claimed = false;
        try {
            if (!lock(channel)) {
                throw new AlreadyRunningException(path, "another process that has locked it");
            }
            var key = fileKey(path);
            if (key.isEmpty() || !keyBefore.or(() -> key).equals(key)) {
                return Optional.empty();
            }
            var owner = RunningDaemon.of(content(channel), Files.getLastModifiedTime(path));
            if (owner.isPresent()) {
                throw new AlreadyRunningException(path, "process " + owner.get());
            }
            Optional<IOException> notWritten = write(path, channel);
            claimed = true;
            return Optional.of(new PidFile(path, key.get(), channel, notWritten));
        } finally {
            if (!claimed) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            return FileChannel.open(
                    path,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS));
        } catch (IOException failure) {
            throw new IOException("pidfile_write : Cannot open " + path + " pidfile", failure);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Optional<IOException> write(Path path, FileChannel channel) throws IOException {
        try {
            writeNumber(path, channel);
            return Optional.empty();
        } catch (IOException failure) {
            channel.truncate(0); // better no number than that of the daemon before
            return Optional.of(failure);
        }
    }

    /** Over the old content and then cut: a reader never finds an empty file where there was a number. */
    private static void writeNumber(Path path, FileChannel channel) throws IOException {
        var text = ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        int length = text.remaining();
        channel.write(text, 0);
        channel.truncate(length);
        // Whatever the umask: everybody may know the number.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String content(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    }

    /** Which file the name leads to, or empty if there is none. */
    private static Optional<Object> fileKey(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    public Path path() {
        return path;
    }

    /** Why the number is not in the file, if it is not: a full file system must not keep a router from its work. */
    public Optional<IOException> notWritten() {
        return notWritten;
    }

    /** Removes the file, unless it is another one by now, and releases the lock. */
    @Override
    public void close() {
        try (channel) {
            if (fileKey(path).filter(fileKey::equals).isPresent()) {
                Files.delete(path);
            }
        } catch (IOException _) {
            // A stale file hinders no one: the lock is gone with the process.
        }
    }
}
