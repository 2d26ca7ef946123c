// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.posix.Spawn;

/** A script with all that is decided before it is run. Made once for a configuration and run as often as needed. */
public final class ScriptCommand {
    private static final String SHELL = "/bin/sh";

    private final Script script;
    private final List<String> moreArguments;
    private final Optional<Duration> timeout;
    private final boolean keepsOutput;
    private final boolean diesWithDaemon;
    private final boolean endsItself;
    /** Made when it is run for the first time. */
    private Spawn spawn;

    private ScriptCommand(
            Script script,
            List<String> moreArguments,
            Optional<Duration> timeout,
            boolean keepsOutput,
            boolean diesWithDaemon,
            boolean endsItself) {
        this.script = script;
        this.moreArguments = List.copyOf(moreArguments);
        this.timeout = timeout;
        this.keepsOutput = keepsOutput;
        this.diesWithDaemon = diesWithDaemon;
        this.endsItself = endsItself;
    }

    /** The script as the file has it: no time limit, its output into /dev/null, dying with the daemon. */
    public static ScriptCommand of(Script script) {
        return new ScriptCommand(script, List.of(), Optional.empty(), false, true, false);
    }

    /** The same with these arguments behind those of the file. */
    public ScriptCommand withArguments(List<String> arguments) {
        return new ScriptCommand(script, arguments, timeout, keepsOutput, diesWithDaemon, endsItself);
    }

    /** The same with a limit in time. */
    public ScriptCommand withTimeout(Duration limit) {
        return new ScriptCommand(script, moreArguments, Optional.of(limit), keepsOutput, diesWithDaemon, endsItself);
    }

    /**
     * The same with its last line of output in the result. It then writes into a pipe that ends with the daemon, and not
     * into /dev/null as with keepalived: nothing for scripts that leave something running behind.
     */
    public ScriptCommand keepingOutput() {
        return new ScriptCommand(script, moreArguments, timeout, true, diesWithDaemon, endsItself);
    }

    /** The same going on when the daemon ends or dies; otherwise either ends it too, as with keepalived. */
    public ScriptCommand outlivingDaemon() {
        return new ScriptCommand(script, moreArguments, timeout, keepsOutput, false, endsItself);
    }

    /**
     * The same ending by itself when it is told to: SIGTERM goes to the script alone, and what it has begun and waits for is
     * left to it. Only when it is still there two seconds later its process group is ended.
     */
    public ScriptCommand endingItself() {
        return new ScriptCommand(script, moreArguments, timeout, keepsOutput, diesWithDaemon, true);
    }

    /** What is run, for people: path and arguments. */
    @Override
    public String toString() {
        return String.join(" ", words());
    }

    /** Who runs what, without the further arguments. */
    public Script script() {
        return script;
    }

    Account account() {
        return script.account();
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    boolean keepsOutput() {
        return keepsOutput;
    }

    boolean diesWithDaemon() {
        return diesWithDaemon;
    }

    boolean endsItself() {
        return endsItself;
    }

    /**
     * How it is started, its descriptors apart; the same object every time.
     *
     * @throws IOException if its user cannot be assumed here
     */
    Spawn spawn() throws IOException {
        if (spawn == null) {
            spawn = prepare(words(), script.onlyOpensFile() ? SHELL : script.file());
        }
        return spawn;
    }

    /** How it is started if it turned out to be for the shell, having no {@code #!} (execve(2), ENOEXEC). */
    Spawn spawnByShell() throws IOException {
        var words = words();
        words.set(0, script.file());
        words.addFirst(SHELL);
        spawn = prepare(words, SHELL);
        return spawn;
    }

    private Spawn prepare(List<String> words, String file) throws IOException {
        return Identities.isOwn(account())
                ? ScriptEnvironment.give(Spawn.command(words).executing(file))
                : ScriptEnvironment.give(Spawn.command(Identities.assume(account(), words, file)));
    }

    private List<String> words() {
        if (script.onlyOpensFile()) {
            return new ArrayList<>(List.of(SHELL, "-c", redirection()));
        }
        var words = new ArrayList<>(script.command());
        words.addAll(moreArguments);
        return words;
    }

    /** keepalived hands {@code </path} and what follows to the shell, the path as it is and the rest quoted. */
    private String redirection() {
        var rest = Stream.concat(script.command().stream().skip(1), moreArguments.stream());
        return Stream.concat(
                        Stream.of(script.command().getFirst()),
                        rest.map(word -> "'" + word.replace("'", "'\\''") + "'"))
                .collect(Collectors.joining(" "));
    }
}
