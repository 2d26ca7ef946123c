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

    @Test
    void everyKeywordWithAVersionIsInTheSchema() {
        assertThat(KeywordHistory.read().paths()).allSatisfy(path -> {
            var keyword = Schema.ROOT;
            for (var name : path.split("/", -1)) {
                keyword = keyword.child(name);
                assertThat(keyword).as(name).isNotNull();
            }
        });
    }

    @Test
    void everyKeywordWithAnArgumentOfNumbersHasARange() {
        assertThat(Schema.ROOT.children()).allSatisfy(CompatibilityTableTest::hasRange);
    }

    private static void hasRange(Keyword keyword) {
        if (keyword.argument().matches("\\[?(TIMER|SECONDS|COUNT|NUMBER|BYTES|PRIORITY|TTL)]?")
                && keyword.status() != Status.OUTSIDE) {
            assertThat(keyword.range()).as(keyword.name()).isNotEmpty();
        }
        assertThat(keyword.children()).allSatisfy(CompatibilityTableTest::hasRange);
    }
}
