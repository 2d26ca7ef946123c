// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code vrrp_instance} blocks, one after the other so that no draft outlives its instance. */
final class InstanceBlocks {
    private final Findings findings;
    private final InstanceReader reader;
    private final InstanceCompletion completion;
    private final Map<String, Statement> blocks = new LinkedHashMap<>();
    private final List<VrrpInstance> instances = new ArrayList<>();

    InstanceBlocks(Findings findings, InstanceReader reader, InstanceCompletion completion) {
        this.findings = findings;
        this.reader = reader;
        this.completion = completion;
    }

    void read(Statement block) {
        if (block.size() != 2) {
            findings.warning(block.range(), "vrrp_instance must have a name")
                    .effect("the block is ignored")
                    .advice("one word, quoted if it has blanks");
            return;
        }
        var name = block.word(1).text();
        var earlier = blocks.putIfAbsent(name, block);
        if (earlier != null) {
            findings.warning(block.word(1).range(), "vrrp instance " + name + " already defined")
                    .effect("the second block is ignored")
                    .related(earlier.range(), "first defined here");
        } else {
            completion.complete(reader.read(name, block)).ifPresent(instances::add);
        }
    }

    /** Where each instance that counts was written, by its name. */
    Map<String, Statement> blocks() {
        return blocks;
    }

    /** Those that can run, in the order of the file. */
    List<VrrpInstance> instances() {
        return instances;
    }
}
