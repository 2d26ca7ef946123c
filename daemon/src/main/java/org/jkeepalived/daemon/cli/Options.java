// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.daemon.logging.Facility;

/** What the command line asks of the daemon. Paths are absolute: relative ones start at the directory of the caller. */
public final class Options {
    private static final String DEFAULT_FILE = "/etc/keepalived/keepalived.conf";
    private static final String DEFAULT_LOG_FILE = "/tmp/keepalived.log";

    private final Map<CommandLineOption, String> values;
    private final int detail;
    private final Facility facility;
    private final OptionalInt umask;
    private final Path directory;

    private Options(Builder builder) {
        this.values = new EnumMap<>(builder.values);
        this.detail = builder.detail;
        this.facility = builder.facility;
        this.umask = builder.umask;
        this.directory = builder.directory;
    }

    /**
     * The options that a command line gives, for a daemon that is not started by {@code main}.
     *
     * @throws IllegalArgumentException when the command line does not ask for a daemon
     */
    public static Options parse(String... arguments) {
        return switch (CommandLineReader.read(Path.of("").toAbsolutePath(), arguments)) {
            case CommandLineReader.Run run -> run.options();
            case CommandLineReader.Answer answer -> throw new IllegalArgumentException(answer.toString());
        };
    }

    /** {@code -f}: the configuration. */
    public Path configurationFile() {
        return path(CommandLineOption.USE_FILE).orElse(Path.of(DEFAULT_FILE));
    }

    /** {@code -n}: stay in the foreground. */
    public boolean dontFork() {
        return has(CommandLineOption.DONT_FORK);
    }

    /** {@code -l}: log to standard error as well; only in the foreground, as there is no console afterwards. */
    public boolean logConsole() {
        return has(CommandLineOption.LOG_CONSOLE);
    }

    /** {@code -D}: how often it was given; 0 to 2. */
    public int logDetail() {
        return detail;
    }

    /** {@code -S}. */
    public Facility logFacility() {
        return facility;
    }

    /** {@code -G}. */
    public boolean noSyslog() {
        return has(CommandLineOption.NO_SYSLOG);
    }

    /** {@code -g}: where to write the log as well; a relative name is one in /tmp, as with keepalived. */
    public Optional<Path> logFile() {
        if (!has(CommandLineOption.LOG_FILE)) {
            return Optional.empty();
        }
        return Optional.of(value(CommandLineOption.LOG_FILE)
                .map(name -> Path.of("/tmp").resolve(name))
                .orElse(Path.of(DEFAULT_LOG_FILE)));
    }

    /** {@code -u}: the permission bits that new files shall lack. */
    public OptionalInt umask() {
        return umask;
    }

    /** {@code -X}: drop the addresses when a signal ends a mastership. */
    public boolean releaseVips() {
        return has(CommandLineOption.RELEASE_VIPS);
    }

    /** {@code -V}: leave addresses and routes in the kernel when the daemon stops. */
    public boolean dontReleaseVrrp() {
        return has(CommandLineOption.DONT_RELEASE_VRRP);
    }

    /** {@code -d}: write what was understood of the configuration to the log. */
    public boolean dumpConfiguration() {
        return has(CommandLineOption.DUMP_CONF);
    }

    /** {@code -a}: log every address that appears or goes. */
    public boolean addressMonitoring() {
        return has(CommandLineOption.ADDRESS_MONITORING);
    }

    /** {@code -p}: the pid file of what is keepalived's parent process. */
    public Optional<Path> pidFile() {
        return path(CommandLineOption.PID);
    }

    /** {@code -r}: the pid file of what is keepalived's VRRP process; here the same process. */
    public Optional<Path> vrrpPidFile() {
        return path(CommandLineOption.VRRP_PID);
    }

    /** {@code -s}: the network namespace to work in; beats {@code net_namespace}. */
    public Optional<String> namespace() {
        return value(CommandLineOption.NAMESPACE);
    }

    /** {@code -i}: which of the configuration's conditional lines apply; default: the host's name. */
    public Optional<String> configurationId() {
        return value(CommandLineOption.CONFIG_ID);
    }

    /** {@code -e}: a configuration file that is included and missing is an error. */
    public boolean allConfiguration() {
        return has(CommandLineOption.ALL_CONFIG);
    }

    /** {@code -t}: only test the configuration. */
    public boolean configurationTest() {
        return has(CommandLineOption.CONFIG_TEST);
    }

    /** {@code -tFILE}: where the findings of the test go instead of standard error. */
    public Optional<Path> configurationTestLog() {
        return path(CommandLineOption.CONFIG_TEST);
    }

    /** {@code --ignore-sigint}. */
    public boolean ignoreInterrupt() {
        return has(CommandLineOption.IGNORE_SIGINT);
    }

    private boolean has(CommandLineOption option) {
        return values.containsKey(option);
    }

    private Optional<String> value(CommandLineOption option) {
        return Optional.ofNullable(values.get(option)).filter(text -> !text.isEmpty());
    }

    private Optional<Path> path(CommandLineOption option) {
        return value(option).map(directory::resolve);
    }

    /** Collects options; a later one of the same kind wins. */
    static final class Builder {
        private final Map<CommandLineOption, String> values = new EnumMap<>(CommandLineOption.class);
        private final Path directory;
        private int detail;
        private Facility facility = Facility.DAEMON;
        private OptionalInt umask = OptionalInt.empty();

        Builder(Path directory) {
            this.directory = directory;
        }

        void put(CommandLineOption option, String value) {
            values.put(option, value);
            if (option == CommandLineOption.LOG_DETAIL) {
                detail = Math.min(detail + 1, 2);
            }
        }

        void facility(Facility value) {
            facility = value;
        }

        void umask(int bits) {
            umask = OptionalInt.of(bits);
        }

        Options build() {
            return new Options(this);
        }
    }
}
