// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jkeepalived.config.Requirements;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files from the field, on a machine that has the interfaces they name and on one that has none: the samples that the
 * keepalived package brings, and a directory of one's own, {@code -Djkeepalived.corpus=DIRECTORY}.
 */
class CollectionTest {
    private static final Path SAMPLES = Path.of("/usr/share/doc/keepalived/samples");
    private static final String CORPUS = "jkeepalived.corpus";
    private static final int INTERFACE_NAME_MAX = 15;
    private static final Pattern INTERFACE =
            Pattern.compile("\\b(?:interface|dev|default_interface|lvs_sync_daemon(?:_interface)?)[ \\t]+([\\w.-]+)");
    private static final Pattern TRACKED = Pattern.compile("\\b(?:track_interface|interfaces)\\s*\\{([^{}]*)}");

    @TempDir
    private Path directory;

    @Test
    void thePackagesSamplesAreAnsweredAsByKeepalived() throws IOException, InterruptedException {
        Requirements.directory(SAMPLES);
        compare(SAMPLES, "sample");
    }

    @Test
    void aDirectorysFilesAreAnsweredAsByKeepalived() throws IOException, InterruptedException {
        var corpus = System.getProperty(CORPUS);
        Assumptions.assumeTrue(corpus != null, "-D" + CORPUS + "=DIRECTORY names no directory");
        compare(Path.of(corpus), "corpus");
    }

    private void compare(Path collection, String kind) throws IOException, InterruptedException {
        Requirements.root();
        Requirements.program(Keepalived.PROGRAM);
        Requirements.program(Keepalived.UNSHARE);
        var files = new ArrayList<Path>();
        try (var all =
                Files.newDirectoryStream(collection, file -> file.toString().contains(".conf"))) {
            for (var file : all) {
                // A copy: the answers must not depend on who may execute the originals.
                var copy = Files.createDirectories(directory.resolve("c" + files.size()))
                        .resolve(file.getFileName());
                Files.write(copy, Files.readAllBytes(file));
                files.add(copy);
            }
        }
        files.sort(Comparator.comparing(Path::getFileName));
        assertThat(files).isNotEmpty();
        var differences = Differences.read(Keepalived.version());
        var problems = new ArrayList<String>();
        var table = new StringBuilder("| file | interfaces | keepalived | ours | its complaints | met | ours more |\n");
        for (var interfaces : List.of(Set.<String>of(), interfaces(files))) {
            var machine = interfaces.isEmpty() ? "none" : "all";
            var answers = Files.createDirectory(directory.resolve("answers-" + machine));
            var theirs = Keepalived.ask(files, interfaces, answers);
            for (int i = 0; i < files.size(); i++) {
                var name = kind + ": " + files.get(i).getFileName();
                var ours = Ours.ask(files.get(i), interfaces);
                var missing = theirs.get(i).missingFrom(ours);
                table.append(row(name, machine, theirs.get(i), ours));
                var unexplained = missing.stream()
                        .filter(difference -> !differences.explain(name, difference))
                        .toList();
                if (!unexplained.isEmpty()) {
                    problems.add("%s, interfaces: %s%n missing: %s%nkeepalived: %s%nours: %s"
                            .formatted(name, machine, unexplained, theirs.get(i), ours));
                }
            }
        }
        System.out.println(table);
        assertThat(problems).isEmpty();
        assertThat(differences.vanished(kind + ":")).isEmpty();
    }

    private static String row(String name, String machine, Answer theirs, Answer ours) {
        long missing = theirs.missingFrom(ours).stream()
                .filter(text -> !text.startsWith("exit "))
                .count();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d |%n",
                name,
                machine,
                theirs.exitCode(),
                ours.exitCode(),
                theirs.complaints().size(),
                theirs.complaints().size() - missing,
                ours.missingFrom(theirs).stream()
                        .filter(text -> !text.startsWith("exit "))
                        .count());
    }

    /** What stands where interfaces are named. */
    private static Set<String> interfaces(Collection<Path> files) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files) {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replaceAll("[#!].*", "");
            INTERFACE.matcher(text).results().forEach(match -> names.add(match.group(1)));
            TRACKED.matcher(text)
                    .results()
                    .flatMap(match -> match.group(1).lines())
                    .map(line -> line.strip().replaceFirst("\\s.*", ""))
                    .filter(word -> word.matches("[\\w.-]+"))
                    .forEach(names::add);
        }
        names.removeIf(name -> name.length() > INTERFACE_NAME_MAX || name.equals("lo"));
        return names;
    }
}
