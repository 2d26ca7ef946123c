// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like /proc. */
final class FakeProcesses {
    final Path root;
    private int moved;

    FakeProcesses(Path root) {
        this.root = root;
        set(1, "init", 'S', "/sbin/init\0");
    }

    /** Makes a process, or changes it. */
    void set(int process, String comm, char state, String commandLine) {
        try {
            Path folder = Files.createDirectories(root.resolve(Integer.toString(process)));
            Files.writeString(folder.resolve("comm"), comm + "\n");
            Files.writeString(folder.resolve("stat"), process + " (" + comm + ") " + state + " 1 1 1 0 -1 4194560 0\n");
            Files.writeString(folder.resolve("cmdline"), commandLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void set(int process, String comm) {
        set(process, comm, 'S', "/bin/" + comm + "\0");
    }

    /** The process is gone; its folder stays elsewhere, so that its inode is not given to the next. */
    void end(int process) {
        try {
            Files.move(root.resolve(Integer.toString(process)), root.resolve("ended" + moved++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
