// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.Requirements;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.write.ConfigurationText;
import org.jkeepalived.config.write.ResolvedConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the comparison once more, as what they come to: it means the same, comes to itself, and keepalived has
 * nothing more to complain of than we have.
 */
class ResolvedFilesTest {
    /** Only random definitions mean something else each time. */
    private static final String RANDOM = "_RANDOM";

    /** A file, what it comes to, and what is made of that. */
    private record Resolved(String name, Loaded original, String text, Path file, Loaded again) {}

    @Test
    void resolvedFilesMeanTheSameAndComeToThemselves(@TempDir Path directory) throws IOException {
        var resolved = resolve(directory);
        var wrong = resolved.stream()
                .filter(one ->
                        !one.again().configuration().equals(one.original().configuration())
                                || !one.again()
                                        .configuration()
                                        .map(ResolvedFilesTest::text)
                                        .equals(Optional.of(one.text())))
                .map(one -> one.name() + "\n" + one.text()
                        + one.again().diagnostics().plain())
                .toList();
        assertThat(resolved).hasSizeGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void keepalivedAcceptsThem(@TempDir Path directory) throws IOException, InterruptedException {
        Requirements.root();
        Requirements.program(Keepalived.PROGRAM);
        Requirements.program(Keepalived.UNSHARE);
        var suspects = complainedOf(resolve(directory), directory);
        // It may say what it says to the original, where our own answer is another one for a reason.
        var originals = Keepalived.ask(
                suspects.keySet().stream()
                        .map(one -> one.file().resolveSibling(Case.MAIN))
                        .toList(),
                ComparisonTest.INTERFACES,
                Files.createDirectory(directory.resolve("originals")));
        var wrong = new ArrayList<String>();
        var original = originals.iterator();
        suspects.forEach((one, complaints) -> {
            var known = original.next().complaints().stream()
                    .map(Answer.Complaint::text)
                    .toList();
            complaints.stream()
                    .filter(text -> !known.contains(text))
                    .forEach(text -> wrong.add(one.name() + ": " + text));
        });
        assertThat(wrong).isEmpty();
    }

    /** What keepalived says to resolved files and we do not. */
    private static Map<Resolved, List<String>> complainedOf(List<Resolved> resolved, Path directory)
            throws IOException, InterruptedException {
        var answers = Keepalived.ask(
                resolved.stream().map(Resolved::file).toList(),
                ComparisonTest.INTERFACES,
                Files.createDirectory(directory.resolve("answers")));
        var suspects = new LinkedHashMap<Resolved, List<String>>();
        for (int i = 0; i < answers.size(); i++) {
            var one = resolved.get(i);
            var ours = Ours.ask(one.file(), ComparisonTest.INTERFACES).complaints().stream()
                    .map(Answer.Complaint::text)
                    .toList();
            // A keyword that this release lacks stands there for a value that is not the default.
            var complaints = answers.get(i).complaints().stream()
                    .map(Answer.Complaint::text)
                    .filter(text -> !text.startsWith("Unknown keyword") && !ours.contains(text))
                    // Of a program that it runs with a name that it did not quote.
                    .filter(text -> !text.startsWith("cp: "))
                    .toList();
            if (!complaints.isEmpty()) {
                suspects.put(one, complaints);
            }
        }
        return suspects;
    }

    private static List<Resolved> resolve(Path directory) throws IOException {
        var all = new ArrayList<Resolved>();
        for (var each : Stream.concat(WrittenCases.all().stream(), GeneratedCases.all().stream())
                .toList()) {
            var folder = directory.resolve("c" + all.size());
            each.write(folder);
            var original = Ours.load(folder.resolve(Case.MAIN), ComparisonTest.INTERFACES);
            if (original.configuration().isPresent() && !each.text().contains(RANDOM)) {
                var text = text(original.configuration().get());
                var file = Files.writeString(folder.resolve("resolved.conf"), text);
                all.add(new Resolved(each.name(), original, text, file, Ours.load(file, ComparisonTest.INTERFACES)));
            }
        }
        return all;
    }

    private static String text(Configuration configuration) {
        return ConfigurationText.of(ResolvedConfiguration.of(configuration));
    }
}
