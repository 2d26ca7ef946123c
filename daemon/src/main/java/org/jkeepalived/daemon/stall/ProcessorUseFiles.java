// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the {@link ProcessorUse} of one thread is read. Not for the loop: files of /proc may take their time. */
final class ProcessorUseFiles {
    private static final Path PROC = Path.of("/proc");
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    private final Path thread;
    private final Optional<Path> group;

    /** @param thread its number, as the kernel counts */
    ProcessorUseFiles(int thread) {
        this.thread = PROC.resolve("self/task").resolve(Integer.toString(thread));
        group = groupStatFiles(text(PROC.resolve("self/cgroup"))).stream()
                .map(CONTROL_GROUPS::resolve)
                .filter(Files::isReadable)
                .findFirst();
    }

    ProcessorUse read() {
        return ProcessorUse.parse(
                text(thread.resolve("schedstat")),
                text(thread.resolve("stat")),
                text(PROC.resolve("stat")),
                group.map(ProcessorUseFiles::text).orElse(""));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }

    /**
     * The files that may have the processor time of the control group, relative to the usual mount point, best first.
     *
     * @param membership /proc/self/cgroup (cgroups(7)): lines such as {@code 4:cpu,cpuacct:/a/b}, or {@code 0::/a/b}
     */
    static List<String> groupStatFiles(String membership) {
        List<String> files = new ArrayList<>();
        for (String line : membership.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3
                    && (parts[1].isEmpty() || List.of(parts[1].split(",", -1)).contains("cpu"))) {
                // In a container the group is its own root, whatever the name is outside.
                files.add((parts[1] + parts[2] + "/cpu.stat")
                        .replaceFirst("^/+", "")
                        .replaceAll("/+", "/"));
                files.add((parts[1] + "/cpu.stat").replaceFirst("^/+", ""));
            }
        }
        return files;
    }
}
