// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is skipped and says what it misses; with CI=true in the
 * environment it fails, so that nothing goes untested unnoticed.
 */
public final class Requirements {
    private Requirements() {}

    /** Goes on only if the thing is there. */
    public static void require(boolean present, String thing) {
        if (present) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("this machine lacks " + thing);
        }
        Assumptions.abort("skipped: this machine lacks " + thing);
    }

    public static void requireRoot() {
        require("root".equals(System.getProperty("user.name")), "root privileges");
    }

    public static void requireCommand(String name) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, name).canExecute());
        require(found, "the command " + name);
    }
}
