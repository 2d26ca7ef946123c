// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the text of files comes from; the only way in which this library touches the file system. */
@FunctionalInterface
public interface SourceLoader {

    /**
     * The bytes of a file.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws IOException when it cannot be read
     */
    byte[] read(Path path) throws IOException;

    /** Reads real files. */
    static SourceLoader files() {
        return Files::readAllBytes;
    }
}
