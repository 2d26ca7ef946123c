// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.DumpSettings;
import org.jkeepalived.config.tree.Statement;

/** Where state is written on demand. */
final class DumpReader implements GlobalTheme {
    private final GlobalValues values;
    private final Findings findings;
    private boolean useInstance;
    private int jsonVersion = 1;
    private Optional<String> stateFile = Optional.empty();
    private Optional<String> statisticsFile = Optional.empty();
    private Optional<String> jsonFile = Optional.empty();

    DumpReader(GlobalValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "data_use_instance" -> values.bool(statement, value -> useInstance = value);
            case "json_version" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "json_version requires version");
                } else {
                    values.numberOr(statement, 1, 2, "Invalid JSON version", number -> jsonVersion = (int) number);
                }
            }
            case "state_dump_file" -> stateFile = path(statement).or(() -> stateFile);
            case "stats_dump_file" -> statisticsFile = path(statement).or(() -> statisticsFile);
            case "json_dump_file" -> jsonFile = path(statement).or(() -> jsonFile);
            default -> {
                return false;
            }
        }
        return true;
    }

    DumpSettings done() {
        return new DumpSettings(useInstance, jsonVersion, stateFile, statisticsFile, jsonFile);
    }

    private Optional<String> path(Statement statement) {
        if (statement.size() != 2 || statement.word(1).text().isEmpty()) {
            findings.warning(statement.range(), statement.keyword() + " requires a non-empty path")
                    .effect("ignored");
            return Optional.empty();
        }
        return Optional.of(statement.word(1).text());
    }
}
