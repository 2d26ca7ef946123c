// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jkeepalived.config.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same files through {@code keepalived -t} and through the loader: the exit code is the same, where keepalived
 * complains of a line we do, and what it says of the whole we say in its words.
 */
class ComparisonTest {
    static final Set<String> INTERFACES = Set.of("eth0", "eth1");

    @Test
    void everyComplaintOfKeepalivedHasItsCounterpart(@TempDir Path directory) throws IOException, InterruptedException {
        Requirements.root();
        Requirements.program(Keepalived.PROGRAM);
        Requirements.program(Keepalived.UNSHARE);
        var cases = Stream.concat(WrittenCases.all().stream(), GeneratedCases.all().stream())
                .toList();
        assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
        var files = write(cases, directory);
        var theirs = Keepalived.ask(files, INTERFACES, Files.createDirectory(directory.resolve("answers")));
        var differences = Differences.read(Keepalived.version());
        var unexplained = new ArrayList<String>();
        var incomparable = new ArrayList<String>();
        for (int i = 0; i < cases.size(); i++) {
            var name = cases.get(i).name();
            if (isUnknown(theirs.get(i), cases.get(i))) {
                incomparable.add(name);
                continue;
            }
            var ours = Ours.ask(files.get(i), INTERFACES);
            var missing = theirs.get(i).missingFrom(ours).stream()
                    .filter(difference -> !differences.explain(name, difference))
                    .toList();
            if (!missing.isEmpty()) {
                unexplained.add("%s%n  missing: %s%nkeepalived: %s%nours: %s%n%s"
                        .formatted(
                                name, missing, theirs.get(i), ours, cases.get(i).text()));
            }
        }
        System.out.printf(
                "%d files compared with keepalived %s, %d for keywords that it does not know; differences met:%n%s",
                cases.size(), Keepalived.version(), incomparable.size(), differences.summary());
        assertThat(cases).hasSizeGreaterThan(1_000);
        assertThat(incomparable).hasSizeLessThan(cases.size() / 10);
        assertThat(unexplained)
                .as("differences that differences.txt does not explain")
                .isEmpty();
        assertThat(vanished(differences))
                .as("differences of differences.txt that are no more")
                .isEmpty();
    }

    /** Whether a case is for a keyword that this keepalived is too old for, or was built without. */
    private static boolean isUnknown(Answer answer, Case each) {
        return each.keyword().isPresent()
                && answer.complaints().stream()
                        .anyMatch(complaint -> complaint
                                .text()
                                .equals("Unknown keyword '" + each.keyword().get() + "'"));
    }

    /** The collections have their own test. */
    private static List<String> vanished(Differences differences) {
        return differences.vanished("").stream()
                .filter(written -> !written.contains("| corpus:") && !written.contains("| sample:"))
                .toList();
    }

    private static List<Path> write(List<Case> cases, Path directory) throws IOException {
        var files = new ArrayList<Path>();
        for (var each : cases) {
            var folder = directory.resolve("c" + files.size());
            each.write(folder);
            files.add(folder.resolve(Case.MAIN));
        }
        return files;
    }
}
