// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jkeepalived.posix.CurrentProcess;

/**
 * The file in which a daemon leaves to its successor what it may have put into the kernel: three lines about itself, then
 * one for each object, kind first.
 *
 * <p>It is replaced as a whole, so that a reader finds the old or the new one. It is not forced to the disk: what a crash
 * of the machine loses, the machine's kernel has lost too.
 */
final class StateFile {
    private static final String FORMAT = "jkeepalived state 1";
    private static final String BOOT = "boot ";
    private static final String NETWORK_NAMESPACE = "network-namespace ";
    private static final int HEAD_LINES = 3;
    private static final String PID_SUFFIX = ".pid";

    private final Path path;
    private final Path draft;
    private final Life life;

    StateFile(Path path, Life life) {
        this.path = path;
        this.life = life;
        draft = path.resolveSibling(path.getFileName() + ".new");
    }

    /** The state file of the daemon that has this pid file: no two daemons that run have the same. */
    static Path beside(Path pidFile) {
        String name = pidFile.getFileName().toString();
        String stem = name.endsWith(PID_SUFFIX) ? name.substring(0, name.length() - PID_SUFFIX.length()) : name;
        return pidFile.resolveSibling(stem + ".state");
    }

    Path path() {
        return path;
    }

    /**
     * What an earlier daemon wrote; nothing if that was in another life of the network namespace, or if the file is not
     * one of this user's.
     *
     * @throws IOException when there is a file that cannot be read
     */
    Set<KernelObject> read() throws IOException {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                            .equals(CurrentProcess.effectiveUser())) {
                return Set.of();
            }
            // Unknown bytes would be somebody else's: nothing that was written here has any.
            List<String> lines = List.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n"));
            return lines.size() >= HEAD_LINES && lines.subList(0, HEAD_LINES).equals(head())
                    ? objects(lines)
                    : Set.of();
        } catch (NoSuchFileException _) {
            return Set.of();
        }
    }

    private static Set<KernelObject> objects(List<String> lines) {
        var objects = new LinkedHashSet<KernelObject>();
        for (String line : lines.subList(HEAD_LINES, lines.size())) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                objects.add(new KernelObject(line.substring(0, blank), line.substring(blank + 1)));
            }
        }
        return objects;
    }

    private List<String> head() {
        return List.of(FORMAT, BOOT + life.boot(), NETWORK_NAMESPACE + life.networkNamespace());
    }

    /** Replaces what the file says. */
    void write(Collection<KernelObject> objects) throws IOException {
        var text = new StringBuilder();
        head().forEach(line -> text.append(line).append('\n'));
        objects.forEach(object ->
                text.append(object.kind()).append(' ').append(object.identity()).append('\n'));
        boolean complete = false;
        try {
            writeDraft(text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(draft); // it may be what fills the file system
            }
        }
    }

    private void writeDraft(byte[] bytes) throws IOException {
        try {
            Files.write(draft, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException _) {
            Files.delete(draft); // the writer before was killed; a link that somebody put there is not followed
            Files.write(draft, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    /** Nothing is in the kernel any more. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
