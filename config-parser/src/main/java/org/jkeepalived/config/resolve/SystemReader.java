// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.ProcessNames;
import org.jkeepalived.config.model.SystemSettings;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** What the daemon asks of the machine, and what its processes call themselves. */
final class SystemReader implements GlobalTheme {
    private static final int PROCESS_NAME_MAX = 15;
    private static final int REAL_TIME_MAX = 99;
    private static final int DELAY_MAX_MICROS = 10_000_000;
    private static final int UMASK_MAX = 0777;
    private static final int UMASK_BIT_LENGTH = 5;
    private static final Map<String, Integer> UMASK_BITS = Map.ofEntries(
            Map.entry("IRUSR", 0400),
            Map.entry("IWUSR", 0200),
            Map.entry("IXUSR", 0100),
            Map.entry("IRWXU", 0700),
            Map.entry("IRGRP", 040),
            Map.entry("IWGRP", 020),
            Map.entry("IXGRP", 010),
            Map.entry("IRWXG", 070),
            Map.entry("IROTH", 04),
            Map.entry("IWOTH", 02),
            Map.entry("IXOTH", 01),
            Map.entry("IRWXO", 07));

    private final GlobalValues values;
    private final Findings findings;
    private final Globals globals;
    private final Host host;
    private OptionalInt umask = OptionalInt.empty();
    private OptionalLong randomSeed = OptionalLong.empty();
    private Duration childWaitTime = SystemSettings.CHILD_WAIT_TIME;
    private boolean disableLocalIgmp;
    private boolean linkbeatPolling;
    private int maxAutoPriority;
    private int minAutoPriorityDelayMicros = SystemSettings.MIN_AUTO_PRIORITY_DELAY_MICROS;
    private Optional<String> vmacPrefix = Optional.empty();
    private Optional<String> vmacAddressPrefix = Optional.empty();
    private Optional<String> configSaveDirectory = Optional.empty();
    private Optional<String> temporaryConfigDirectory = Optional.empty();
    private Optional<String> mainName = Optional.empty();
    private Optional<String> vrrpName = Optional.empty();
    private Optional<String> bfdName = Optional.empty();

    SystemReader(GlobalValues values, Globals globals, Host host) {
        this.host = host;
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        return readName(statement) || readDirectory(statement) || readOther(statement);
    }

    SystemSettings done() {
        var prefix = vmacPrefix.orElse(SystemSettings.VMAC_PREFIX);
        return new SystemSettings(
                umask,
                randomSeed,
                globals.supplementaryGroups,
                childWaitTime,
                disableLocalIgmp,
                linkbeatPolling,
                maxAutoPriority,
                minAutoPriorityDelayMicros,
                prefix,
                vmacAddressPrefix.orElse(prefix),
                configSaveDirectory,
                temporaryConfigDirectory,
                globals.iprouteUsrDirectory.toString(),
                globals.iprouteEtcDirectory.toString());
    }

    ProcessNames namesDone() {
        return new ProcessNames(mainName, vrrpName, bfdName);
    }

    private boolean readName(Statement statement) {
        switch (statement.keyword().name()) {
            case "process_names" -> {
                vrrpName = Optional.of("keepalived_vrrp");
                bfdName = Optional.of("keepalived_bfd");
            }
            case "process_name" -> processName(statement, name -> mainName = name);
            case "vrrp_process_name" -> processName(statement, name -> vrrpName = name);
            case "bfd_process_name" -> processName(statement, name -> bfdName = name);
            case "vmac_prefix" -> vmacPrefix = prefix(statement, vmacPrefix, "vmac");
            case "vmac_addr_prefix" -> vmacAddressPrefix = prefix(statement, vmacAddressPrefix, "vmac_addr");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void processName(Statement statement, Consumer<Optional<String>> into) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        var name = word.text();
        if (name.length() > PROCESS_NAME_MAX) {
            findings.warning(
                    word.range(),
                    "Process name " + name + " more than " + PROCESS_NAME_MAX + " characters, truncating");
            name = name.substring(0, PROCESS_NAME_MAX);
        }
        into.accept(Optional.of(name));
    }

    private Optional<String> prefix(Statement statement, Optional<String> earlier, String kind) {
        var word = values.plain().require(statement, 1);
        if (word != null && earlier.isPresent()) {
            findings.warning(word.range(), kind + " prefix has already been specified - ignoring " + word);
        }
        return earlier.or(() -> Optional.ofNullable(word).map(Word::text));
    }

    private boolean readDirectory(Statement statement) {
        switch (statement.keyword().name()) {
            case "config_save_dir" -> {
                var word = values.plain().require(statement, 1);
                if (word != null && canBeDirectory(word)) {
                    var path = word.text();
                    configSaveDirectory = Optional.of(
                            path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
                }
            }
            case "tmp_config_directory" -> {
                if (temporaryConfigDirectory.isPresent()) {
                    findings.warning(statement.range(), "tmp_config_directory already specified - ignoring");
                } else if (statement.size() < 2) {
                    findings.warning(statement.range(), "tmp_config_directory missing directory name");
                } else {
                    temporaryConfigDirectory = Optional.of(statement.word(1).text());
                }
            }
            case "iproute_usr_dir" -> iprouteDirectory(statement, path -> globals.iprouteUsrDirectory = path);
            case "iproute_etc_dir" -> iprouteDirectory(statement, path -> globals.iprouteEtcDirectory = path);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a directory, or nothing yet and could be made: keepalived makes it at once, we when we write. */
    private boolean canBeDirectory(Word word) {
        var path = word.text();
        var real = host.realPath(path);
        if (real.isPresent()) {
            boolean directory = host.file(real.get())
                    .filter(facts -> facts.kind() == Host.FileKind.DIRECTORY)
                    .isPresent();
            if (!directory) {
                findings.warning(word.range(), "config_save_dir " + path + " exists and is not a directory")
                        .effect("ignored");
            }
            return directory;
        }
        var parent = Path.of(path).toAbsolutePath().getParent();
        if (parent == null || host.realPath(parent.toString()).isEmpty()) {
            findings.warning(
                            word.range(),
                            "Unable to create config_save_dir " + path + " (error 2 - No such file or directory)")
                    .effect("ignored");
            return false;
        }
        return true;
    }

    private void iprouteDirectory(Statement statement, Consumer<Path> into) {
        if (statement.size() != 2 || statement.word(1).text().indexOf('\0') >= 0) {
            findings.warning(statement.range(), statement.keyword() + " requires path")
                    .effect("ignored");
        } else {
            into.accept(Path.of(statement.word(1).text()));
        }
    }

    private boolean readOther(Statement statement) {
        switch (statement.keyword().name()) {
            case "umask" -> readUmask(statement);
            case "random_seed" -> {
                var word = values.plain().require(statement, 1);
                if (word != null) {
                    values.plain()
                            .exact(word, 0, Values.UNSIGNED_MAX, "random_seed " + word + " invalid")
                            .ifPresent(number -> randomSeed = OptionalLong.of(number));
                }
            }
            case "set_supplementary_groups" ->
                values.plain()
                        .bool(
                                statement,
                                "Invalid set_supplementary_groups parameter " + GlobalValues.argument(statement))
                        .ifPresent(value -> globals.supplementaryGroups = value);
            case "child_wait_time" -> {
                var word = values.plain().require(statement, 1);
                if (word != null) {
                    values.plain()
                            .exact(word, 0, Values.UNSIGNED_MAX, "Invalid child_wait_time " + word)
                            .ifPresent(seconds -> childWaitTime = Duration.ofSeconds(seconds));
                }
            }
            case "max_auto_priority" -> {
                if (statement.size() < 2) {
                    maxAutoPriority = REAL_TIME_MAX;
                } else {
                    values.numberOr(
                            statement,
                            -1,
                            REAL_TIME_MAX,
                            "max_auto_priority '" + statement.word(1) + "' must be in [0, " + REAL_TIME_MAX
                                    + "] (or -1 to disable) - ignoring",
                            number -> maxAutoPriority = (int) Math.max(number, 0));
                }
            }
            case "min_auto_priority_delay" -> {
                if (statement.size() < 2) {
                    findings.warning(statement.range(), "min_auto_priority_delay requires delay time");
                } else {
                    values.numberOr(
                            statement,
                            1,
                            DELAY_MAX_MICROS,
                            "min_auto_priority_delay '" + statement.word(1) + "' must be in [1, " + DELAY_MAX_MICROS
                                    + "] - ignoring",
                            micros -> minAutoPriorityDelayMicros = (int) micros);
                }
            }
            case "disable_local_igmp" -> disableLocalIgmp = true;
            case "linkbeat_use_polling" -> linkbeatPolling = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readUmask(Statement statement) {
        var first = values.plain().require(statement, 1);
        if (first == null) {
            return;
        }
        if (!first.text().isEmpty() && Character.isDigit(first.text().charAt(0))) {
            if (statement.size() != 2) {
                findings.warning(statement.word(2).range(), "Extra parameter(s) to umask option")
                        .effect("the line is ignored");
                return;
            }
            var number = RoutingNumbers.anyBase(first.text());
            if (number.isEmpty() || number.getAsLong() > UMASK_MAX) {
                findings.warning(first.range(), "invalid umask value " + first)
                        .effect("the line is ignored")
                        .advice("an octal number with a leading 0, such as 022");
            } else {
                umask = OptionalInt.of((int) number.getAsLong());
            }
            return;
        }
        readUmaskBits(statement);
    }

    /** Names of bits with a bar between each two, in one word or in several. */
    private void readUmaskBits(Statement statement) {
        int bits = 0;
        boolean separated = true;
        for (var word : statement.words().subList(1, statement.size())) {
            var text = word.text();
            int at = 0;
            while (at < text.length()) {
                if (!separated) {
                    if (text.charAt(at) != '|') {
                        findings.warning(word.range(), "Invalid umask syntax " + word)
                                .effect("the line is ignored")
                                .advice("a | between two bits");
                        return;
                    }
                    separated = true;
                    at++;
                    continue;
                }
                var bit = UMASK_BITS.get(text.substring(at, Math.min(at + UMASK_BIT_LENGTH, text.length())));
                if (bit == null) {
                    findings.warning(word.range(), "Unknown umask bit " + text.substring(at))
                            .effect("the line is ignored")
                            .advice("IRUSR, IWGRP, IRWXO and so on");
                    return;
                }
                bits |= bit;
                separated = false;
                at += UMASK_BIT_LENGTH;
            }
        }
        if (separated) {
            findings.warning(statement.range(), "umask missing bit value").effect("the line is ignored");
        } else {
            umask = OptionalInt.of(bits);
        }
    }
}
