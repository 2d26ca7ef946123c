// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whose daemon. */
enum DaemonKind {
    JKEEPALIVED,
    KEEPALIVED;

    private static final Path LAUNCHER = Path.of(System.getProperty("jkeepalived.launcher", "../jkeepalived"))
            .toAbsolutePath()
            .normalize();
    private static final Path PEER = Path.of(System.getProperty("keepalived.path", "/usr/sbin/keepalived"));

    /** The kinds that the pairings of this run test, each once. */
    static Stream<DaemonKind> all() {
        return Pairing.all().map(Pairing::first).distinct();
    }

    /** The program to run; skips the test where it is missing. */
    Path program() {
        Path program = this == JKEEPALIVED ? LAUNCHER : PEER;
        Requirement.require(
                Files.isExecutable(program),
                this == JKEEPALIVED
                        ? "our launcher at " + program + " (-Djkeepalived.launcher=PATH)"
                        : "keepalived 2.2 at " + program + " (-Dkeepalived.path=PATH)");
        return program;
    }

    @Override
    public String toString() {
        return this == JKEEPALIVED ? "jkeepalived" : "keepalived";
    }
}
