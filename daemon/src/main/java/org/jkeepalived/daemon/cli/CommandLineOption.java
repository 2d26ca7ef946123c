// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every option of keepalived 2.4.3, in the order of its help. */
enum CommandLineOption {
    USE_FILE('f', "use-file", Argument.REQUIRED),
    VRRP('P', "vrrp", Argument.NONE),
    CHECK('C', "check", Argument.NONE),
    NO_BFD('B', "no_bfd", Argument.NONE),
    ALL("all", Argument.NONE),
    LOG_CONSOLE('l', "log-console", Argument.NONE),
    LOG_DETAIL('D', "log-detail", Argument.NONE),
    LOG_FACILITY('S', "log-facility", Argument.REQUIRED),
    LOG_FILE('g', "log-file", Argument.OPTIONAL),
    FLUSH_LOG_FILE("flush-log-file", Argument.NONE),
    NO_SYSLOG('G', "no-syslog", Argument.NONE),
    UMASK('u', "umask", Argument.REQUIRED),
    RELEASE_VIPS('X', "release-vips", Argument.NONE),
    DONT_RELEASE_VRRP('V', "dont-release-vrrp", Argument.NONE),
    DONT_RELEASE_IPVS('I', "dont-release-ipvs", Argument.NONE),
    DONT_RESPAWN('R', "dont-respawn", Argument.NONE),
    DONT_FORK('n', "dont-fork", Argument.NONE),
    DUMP_CONF('d', "dump-conf", Argument.NONE),
    PID('p', "pid", Argument.REQUIRED),
    VRRP_PID('r', "vrrp_pid", Argument.REQUIRED),
    GENHASH('T', "genhash", Argument.NONE),
    CHECKERS_PID('c', "checkers_pid", Argument.REQUIRED),
    ADDRESS_MONITORING('a', "address-monitoring", Argument.NONE),
    BFD_PID('b', "bfd_pid", Argument.REQUIRED),
    SNMP('x', "snmp", Argument.NONE),
    SNMP_AGENT_SOCKET('A', "snmp-agent-socket", Argument.REQUIRED),
    NAMESPACE('s', "namespace", Argument.REQUIRED),
    CORE_DUMP('m', "core-dump", Argument.NONE),
    CORE_DUMP_PATTERN('M', "core-dump-pattern", Argument.OPTIONAL),
    NO_MEM_CHECK("no-mem-check", Argument.NONE),
    MEM_CHECK_LOG('L', "mem-check-log", Argument.NONE),
    ALL_CONFIG('e', "all-config", Argument.NONE),
    CONFIG_ID('i', "config-id", Argument.REQUIRED),
    IGNORE_SIGINT("ignore-sigint", Argument.NONE),
    SIGNUM("signum", Argument.REQUIRED),
    CONFIG_TEST('t', "config-test", Argument.OPTIONAL),
    CONFIG_FD("config-fd", Argument.REQUIRED),
    PERF("perf", Argument.OPTIONAL),
    DEBUG("debug", Argument.OPTIONAL),
    VERSION('v', "version", Argument.NONE),
    HELP('h', "help", Argument.NONE);

    /** Whether a value follows. An optional one only counts when attached: {@code -tFILE}, {@code --config-test=FILE}. */
    enum Argument {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    private static final char NO_LETTER = 0;

    final char letter;
    final String longName;
    final Argument argument;

    CommandLineOption(char letter, String longName, Argument argument) {
        this.letter = letter;
        this.longName = longName;
        this.argument = argument;
    }

    CommandLineOption(String longName, Argument argument) {
        this(NO_LETTER, longName, argument);
    }

    /** {@code -f}; absent where there is no letter. */
    Optional<String> letterName() {
        return letter == NO_LETTER ? Optional.empty() : Optional.of("-" + letter);
    }

    /**
     * {@code --use-file}, then what it may be shortened to by getopt_long(3): any beginning that is no other option's.
     * picocli's own rule for abbreviations is another, and ends with an error where one is not unique.
     */
    String[] longNames() {
        return IntStream.iterate(longName.length(), length -> length > 0, length -> length - 1)
                .mapToObj(length -> longName.substring(0, length))
                .filter(name -> name.equals(longName) || isUnique(name))
                .map(name -> "--" + name)
                .toArray(String[]::new);
    }

    private static boolean isUnique(String beginning) {
        return Arrays.stream(values())
                        .filter(option -> option.longName.startsWith(beginning))
                        .count()
                == 1;
    }
}
