// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Tracker;
import org.jkeepalived.config.tree.Statement;

/** Reads the blocks that define what can be tracked. */
final class TrackerReader {
    private final Values values;
    private final TrackerTable table;
    private final TrackScriptReader scripts;
    private final TrackProcessReader processes;
    private final TrackFileReader files;
    private final BfdReader bfdInstances;

    TrackerReader(Values values, TrackerTable table, Scripts scripts, ScriptChecks checks, Host host) {
        this.values = values;
        this.table = table;
        this.scripts = new TrackScriptReader(values, scripts, checks, table);
        this.processes = new TrackProcessReader(values);
        this.files = new TrackFileReader(values, host);
        this.bfdInstances = new BfdReader(values);
    }

    /** Takes a block of the root level, and leaves it alone when it defines no tracker. */
    void read(Statement block) {
        TrackerKind.ofBlock(block.keyword().name()).ifPresent(kind -> {
            var name = values.require(block, 1);
            if (name != null) {
                read(kind, name.text(), block).ifPresent(tracker -> table.add(kind, block, tracker));
            }
        });
    }

    private Optional<? extends Tracker> read(TrackerKind kind, String name, Statement block) {
        return switch (kind) {
            case SCRIPT -> scripts.read(name, block);
            case PROCESS -> processes.read(name, block);
            case FILE -> files.read(name, block);
            case BFD -> bfdInstances.read(name, block);
            case INTERFACE -> Optional.empty();
        };
    }
}
