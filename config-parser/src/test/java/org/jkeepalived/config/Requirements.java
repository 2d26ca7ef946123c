// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Without it the test is skipped and says so; in CI it fails. */
public final class Requirements {
    private Requirements() {}

    public static void program(Path path) {
        require(Files.isExecutable(path), path + " is not installed");
    }

    public static void directory(Path path) {
        require(Files.isDirectory(path), path + " is not there");
    }

    public static void root() {
        require("root".equals(System.getProperty("user.name")), "not root");
    }

    private static void require(boolean met, String otherwise) {
        if (!met && "true".equals(System.getenv("CI"))) {
            fail(otherwise);
        }
        Assumptions.assumeTrue(met, otherwise);
    }
}
