// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.environment.Host.FileFacts;
import org.jkeepalived.config.environment.Host.FileKind;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Script;

/** Looks at a program with the eyes of the account that shall run it; says what it found, judges nothing. */
final class ScriptInspection {
    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;
    private static final int STICKY = 01000;
    private static final int USER_EXECUTE = 0100;
    private static final int GROUP_EXECUTE = 0010;
    private static final int OTHERS_EXECUTE = 0001;
    private static final int ANY_EXECUTE = 0111;
    private static final int GROUP_WRITE = 0020;
    private static final int OTHERS_WRITE = 0002;

    /** What came of it. */
    sealed interface Result {}

    /** {@code </path}: nothing will be executed. */
    record OpensFile() implements Result {}

    /** There is nothing that the account could reach. */
    record Missing(String reason) implements Result {}

    /** The process cannot become that user. */
    record Forbidden(String reason) implements Result {}

    /** It is there, but not for execution by this account. */
    record NotExecutable() implements Result {}

    /**
     * It can be run.
     *
     * @param file what to execute
     * @param weakness who but root could change what root would then run; empty when nobody can
     * @param searched whether it was found along PATH
     */
    record Executable(String file, Optional<String> weakness, boolean searched) implements Result {}

    private final Host host;
    private final boolean symbolicPaths;

    /**
     * @param symbolicPaths {@code use_symlink_paths}: execute the path as written, with its symbolic links
     */
    ScriptInspection(Host host, boolean symbolicPaths) {
        this.host = host;
        this.symbolicPaths = symbolicPaths;
    }

    Result inspect(Script script) {
        if (script.onlyOpensFile()) {
            return new OpensFile();
        }
        var account = script.account();
        if (host.self().userId() != 0 && !host.self().equals(account)) {
            return new Forbidden("Unable to set uid:gid " + numbers(account) + " for script "
                    + script.command().getFirst() + " - disabling");
        }
        var word = script.command().getFirst();
        boolean searched = word.indexOf('/') < 0;
        var path = searched ? search(word, account) : Optional.of(word);
        if (path.isEmpty()) {
            return new Missing("Cannot find script " + word + " in path - disabling");
        }
        return inspectFile(path.get(), account, searched);
    }

    private Result inspectFile(String path, Account account, boolean searched) {
        var real = host.realPath(path);
        var facts = real.flatMap(host::file);
        if (facts.isEmpty()) {
            return new Missing("Script " + path + " cannot be accessed - No such file or directory");
        }
        if (!canReach(path, account) || !canReach(real.get(), account)) {
            return new Missing("Script " + path + " cannot be accessed - Permission denied");
        }
        if (!isExecutable(facts.get(), account)) {
            return new NotExecutable();
        }
        var weakness = runsWithRootsRights(facts.get(), account)
                ? weaknessOf(path).or(() -> weaknessOf(real.get()))
                : Optional.<String>empty();
        return new Executable(symbolicPaths ? path : real.get(), weakness, searched);
    }

    private Optional<String> search(String name, Account account) {
        return name.isEmpty()
                ? Optional.empty()
                : host.searchPath().stream()
                        .map(directory -> directory.isEmpty() ? name : directory + "/" + name)
                        .filter(candidate -> host.realPath(candidate)
                                .flatMap(host::file)
                                .filter(facts -> isExecutable(facts, account))
                                .isPresent())
                        .findFirst();
    }

    /** Whether every directory on the way may be searched. */
    private boolean canReach(String path, Account account) {
        return account.userId() == 0
                || prefixes(path).stream()
                        .limit(Math.max(0, prefixes(path).size() - 1))
                        .allMatch(directory -> host.realPath(directory)
                                .flatMap(host::file)
                                .filter(facts -> isPermitted(facts, account))
                                .isPresent());
    }

    private static boolean isExecutable(FileFacts facts, Account account) {
        if (facts.kind() != FileKind.REGULAR) {
            return false;
        }
        return account.userId() == 0 ? (facts.mode() & ANY_EXECUTE) != 0 : isPermitted(facts, account);
    }

    /** Execution of a file, search of a directory. */
    private static boolean isPermitted(FileFacts facts, Account account) {
        int bit = OTHERS_EXECUTE;
        if (facts.userId() == account.userId()) {
            bit = USER_EXECUTE;
        } else if (account.isIn(facts.groupId())) {
            bit = GROUP_EXECUTE;
        }
        return (facts.mode() & bit) != 0;
    }

    private static boolean runsWithRootsRights(FileFacts facts, Account account) {
        return account.userId() == 0
                || account.groupId() == 0
                || (facts.userId() == 0 && (facts.mode() & SET_USER_ID) != 0 && (facts.mode() & USER_EXECUTE) != 0)
                || (facts.groupId() == 0 && (facts.mode() & SET_GROUP_ID) != 0 && (facts.mode() & GROUP_EXECUTE) != 0);
    }

    /**
     * The first part of a path that somebody other than root may change.
     *
     * <p>A directory that is a symbolic link is all right when it is root's, for what it leads to is looked at too.
     * keepalived 2.4.3 refuses it, and with it every program in the /bin of today's distributions; 2.2.7 does not.
     */
    private Optional<String> weaknessOf(String path) {
        return prefixes(path).stream()
                .flatMap(part -> weaknessOfPart(part).stream())
                .findFirst();
    }

    private Optional<String> weaknessOfPart(String part) {
        var facts = host.file(part).orElse(null);
        if (facts == null) {
            return Optional.empty();
        }
        if (facts.userId() != 0) {
            return Optional.of(part + " belongs to user " + facts.userId());
        }
        boolean guarded =
                facts.kind() == FileKind.LINK || (facts.kind() == FileKind.DIRECTORY && (facts.mode() & STICKY) != 0);
        if (guarded) {
            return Optional.empty();
        }
        if ((facts.mode() & OTHERS_WRITE) != 0) {
            return Optional.of("everybody may write to " + part);
        }
        return facts.groupId() != 0 && (facts.mode() & GROUP_WRITE) != 0
                ? Optional.of("group " + facts.groupId() + " may write to " + part)
                : Optional.empty();
    }

    /** The root, every directory and the file itself, without {@code .}, {@code ..} and empty parts. */
    private static List<String> prefixes(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        var prefixes = new ArrayList<String>(parts.size() + 1);
        var prefix = new StringBuilder();
        if (path.startsWith("/")) {
            prefixes.add("/");
        }
        for (var part : parts) {
            if (!prefix.isEmpty() || path.startsWith("/")) {
                prefix.append('/');
            }
            prefixes.add(prefix.append(part).toString());
        }
        return prefixes;
    }

    /** A user and a group in keepalived's way. */
    static String numbers(Account account) {
        return account.userId() + ":" + account.groupId();
    }
}
