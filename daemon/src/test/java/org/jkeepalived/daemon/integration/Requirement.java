// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a test needs from the machine. Where it is missing the test is skipped, but on CI (env {@code CI=true}) it fails. */
final class Requirement {
    private static final boolean ON_CI = "true".equals(System.getenv("CI"));

    private Requirement() {}

    /** Skips the test, or fails it on CI, when {@code met} is false. {@code what} completes "needs ...". */
    static void require(boolean met, String what) {
        if (met) {
            return;
        }
        if (ON_CI) {
            fail("needs " + what);
        }
        abort("skipped: needs " + what);
    }

    static void root() {
        require("root".equals(System.getProperty("user.name")), "root, for network namespaces and raw sockets");
    }

    static void command(String name) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        require(found, "the command " + name);
    }
}
