// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.resolve.ConfigurationReader;
import org.jkeepalived.config.resolve.SupportNotes;
import org.jkeepalived.config.text.LineReader;
import org.jkeepalived.config.tree.TreeBuilder;

/** The front door: from a file to what it means. Neither logs, exits nor opens sockets, and never throws for its input. */
public final class ConfigurationLoader {
    private ConfigurationLoader() {}

    /** Reads {@code file}, and what it includes, for the machine that {@code environment} describes. */
    public static Loaded load(Path file, Environment environment) {
        var findings = new Findings();
        var lines = new LineReader(environment, findings);
        if (!lines.open(file)) {
            return unreadable(findings);
        }
        var tree = new TreeBuilder(lines, findings);
        var statements = tree.build();
        if (tree.isFull()) {
            return unreadable(findings);
        }
        new SupportNotes(findings).report(statements);
        var read = new ConfigurationReader(environment, findings).read(statements);
        var diagnostics = findings.done();
        return new Loaded(
                Optional.of(read.global()),
                read.configuration(),
                diagnostics,
                new Origins(statements),
                new Missing(read.missingInterfaces(), lines.unreadable()),
                diagnostics.exitCode());
    }

    private static Loaded unreadable(Findings findings) {
        var diagnostics = findings.done();
        return new Loaded(
                Optional.empty(),
                Optional.empty(),
                diagnostics,
                new Origins(List.of()),
                Missing.NOTHING,
                diagnostics.exitCode());
    }
}
