// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import java.util.Set;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.tree.Statement;

/** Reads {@code track_file} blocks; keepalived.conf(5), "Track files". */
final class TrackFileReader {
    private static final int WEIGHT_MAX = 254;

    /** File systems in which inotify(7) sees nothing, or in which files are not files, by their names in /proc/mounts. */
    private static final Set<String> UNWATCHABLE = Set.of(
            "bpf",
            "cgroup",
            "cgroup2",
            "debugfs",
            "devpts",
            "efivarfs",
            "fuse",
            "mqueue",
            "nfs",
            "nfs4",
            "pipefs",
            "proc",
            "romfs",
            "selinuxfs",
            "smbfs",
            "smb3",
            "sockfs",
            "sysfs",
            "sysv",
            "tracefs");

    private final Values values;
    private final Findings findings;
    private final Host host;

    TrackFileReader(Values values, Host host) {
        this.values = values;
        this.findings = values.findings();
        this.host = host;
    }

    /** A block while it is read. */
    private static final class Draft {
        private final String name;
        private String path;
        private Statement pathLine;
        private final WeightDraft weight;
        private Optional<TrackFile.Initial> initial = Optional.empty();

        private Draft(String name, WeightDraft weight) {
            this.name = name;
            this.weight = weight;
        }
    }

    Optional<TrackFile> read(String name, Statement block) {
        var draft = new Draft(name, new WeightDraft(values, 1));
        for (var statement : block.body()) {
            switch (statement.keyword().name()) {
                case "file" -> readPath(draft, statement);
                case "weight" -> readWeight(draft, statement);
                case "init_file" -> readInitial(draft, statement);
                default -> {}
            }
        }
        if (draft.path == null) {
            findings.warning(block.endRange(), "No file set for track_file " + name + " - ignoring")
                    .related(block.range(), "it begins here")
                    .advice("file /path");
            return Optional.empty();
        }
        return isUsable(draft)
                ? Optional.of(new TrackFile(name, draft.path, draft.weight.done(), draft.initial))
                : Optional.empty();
    }

    private void readPath(Draft draft, Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), "track file file name missing");
        } else if (draft.path != null) {
            findings.warning(
                            statement.range(),
                            "File already set for track file " + draft.name + " - ignoring " + statement.word(1))
                    .related(draft.pathLine.range(), "this one counts");
        } else {
            draft.path = statement.word(1).text();
            draft.pathLine = statement;
        }
    }

    private void readWeight(Draft draft, Statement statement) {
        if (draft.weight.isFirst(statement, "track file " + draft.name)) {
            var word = statement.word(1);
            draft.weight.readNumber(
                    word,
                    WEIGHT_MAX,
                    "Weight (" + word + ") for track_file " + draft.name
                            + " must be between [-254..254] inclusive. Ignoring...");
            draft.weight.readOption(statement, "track_file " + draft.name);
        }
    }

    private void readInitial(Draft draft, Statement statement) {
        int value = 0;
        boolean overwrite = false;
        for (var word : statement.words().subList(1, statement.size())) {
            var text = word.text().stripLeading();
            if (word.is("overwrite")) {
                overwrite = true;
            } else if (text.startsWith("-") || (!text.isEmpty() && Character.isDigit(text.charAt(0)))) {
                value = (int) values.exact(
                                word,
                                Integer.MIN_VALUE,
                                Integer.MAX_VALUE,
                                "Track file " + draft.name + " init value " + word + " is invalid")
                        .orElse(0);
                if (Math.abs((long) value) > WEIGHT_MAX) {
                    findings.warning(
                            word.range(),
                            "Track file " + draft.name + " init value " + value
                                    + " is outside sensible range [-254, 254]");
                }
            } else {
                findings.warning(word.range(), "Unknown track file init option " + word)
                        .advice("a number, overwrite, or both");
            }
        }
        draft.initial = Optional.of(new TrackFile.Initial(value, overwrite));
    }

    /** Whether changes of the file could be seen, and its first value written. */
    private boolean isUsable(Draft draft) {
        var place = draft.pathLine.range();
        int slash = draft.path.lastIndexOf('/');
        var written = slash < 0 ? "." : slash == 0 ? "/" : draft.path.substring(0, slash);
        var directory = host.realPath(written);
        if (directory.isEmpty()) {
            findings.warning(place, "realpath() error 2 (No such file or directory) for " + draft.name)
                    .effect("there is no directory " + written + ", so the file is not tracked")
                    .advice("make it before the daemon starts");
            return false;
        }
        var system = host.fileSystem(directory.get()).orElse("");
        if (system.endsWith(" ro") || UNWATCHABLE.contains(system)) {
            findings.warning(
                            place,
                            "The filesystem of " + draft.path + " is read only or cannot be monitored - ignoring")
                    .effect("it is of type " + system);
            return false;
        }
        boolean notRegular = draft.initial.filter(TrackFile.Initial::overwrite).isPresent()
                && host.realPath(draft.path)
                        .flatMap(host::file)
                        .filter(facts -> facts.kind() != Host.FileKind.REGULAR)
                        .isPresent();
        if (notRegular) {
            findings.warning(place, "Cannot initialise track file " + draft.name + " - it is not a regular file")
                    .effect("it is not tracked");
        }
        return !notRegular;
    }
}
