// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the pid files are. keepalived has one for its parent process and one for VRRP; here both name one process.
 *
 * @param parent {@code -p}, or keepalived.pid
 * @param vrrp {@code -r}, or vrrp.pid
 */
public record PidFiles(Path parent, Path vrrp) {
    private static final Path RUN_DIRECTORY = Path.of("/run");
    private static final String OWN_DIRECTORY = "keepalived";

    /**
     * The files of a daemon.
     *
     * @param parent {@code -p}
     * @param vrrp {@code -r}
     * @param instanceName {@code instance}: becomes part of the default names
     * @param ownDirectory whether the defaults are in /run/keepalived instead of /run: with {@code instance}, with a
     *     network namespace, and with {@code use_pid_dir}
     */
    public static PidFiles of(
            Optional<Path> parent, Optional<Path> vrrp, Optional<String> instanceName, boolean ownDirectory) {
        var directory = ownDirectory || instanceName.isPresent() ? RUN_DIRECTORY.resolve(OWN_DIRECTORY) : RUN_DIRECTORY;
        var suffix = instanceName.map(name -> "_" + name).orElse("") + ".pid";
        return new PidFiles(
                parent.orElseGet(() -> directory.resolve("keepalived" + suffix)),
                vrrp.orElseGet(() -> directory.resolve("vrrp" + suffix)));
    }
}
