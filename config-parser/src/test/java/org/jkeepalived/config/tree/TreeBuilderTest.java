// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.text.LineReader;
import org.junit.jupiter.api.Test;

class TreeBuilderTest {
    private static final String INSTANCES = "vrrp_instance V {\n priority 1\n}\n".repeat(1_000);

    private static TreeBuilder builder(Findings findings, long memoryBytes) {
        var lines = new LineReader(new FilesInMemory().with(FilesInMemory.MAIN.toString(), INSTANCES), findings);
        assertThat(lines.open(FilesInMemory.MAIN)).isTrue();
        return new TreeBuilder(lines, findings, memoryBytes);
    }

    @Test
    void whatFitsTheMemoryIsRead() {
        var findings = new Findings();
        var builder = builder(findings, 10_000_000);
        assertThat(builder.build()).hasSize(1_000);
        assertThat(builder.isFull()).isFalse();
        assertThat(findings.hasErrors()).isFalse();
    }

    @Test
    void whatDoesNotFitTheMemoryIsAnErrorAndTheRestIsNotRead() {
        var findings = new Findings();
        var builder = builder(findings, 100_000);
        assertThat(builder.build()).hasSizeBetween(1, 100);
        assertThat(builder.isFull()).isTrue();
        assertThat(findings.hasErrors()).isTrue();
        assertThat(findings.done().plain()).contains("The configuration does not fit the memory");
    }
}
