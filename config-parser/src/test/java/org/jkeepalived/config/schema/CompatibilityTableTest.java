// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CompatibilityTableTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");

    @Test
    void thePublishedTableIsTheSchemas() throws IOException {
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, CompatibilityTable.markdown());
        }
        assertThat(PAGE).as("write it anew with -Dupdate=true").content().isEqualTo(CompatibilityTable.markdown());
    }
}
