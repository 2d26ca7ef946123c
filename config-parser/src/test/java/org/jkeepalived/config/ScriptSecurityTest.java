// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.model.Account;
import org.junit.jupiter.api.Test;

/** Which programs are run, and what is said of those that are not. */
class ScriptSecurityTest {
    private static final String SECURE = "global_defs {\n enable_script_security\n script_user root\n}\n";
    private static final Account SOMEBODY = new Account(1_000, 1_000);

    private final FilesInMemory machine = new FilesInMemory();

    private Loaded load(String globals, String script) {
        var text = globals + "vrrp_script s {\n script \"" + script + "\"\n}\n"
                + "vrrp_instance V {\n interface eth0\n virtual_router_id 1\n track_script {\n  s\n }\n"
                + " virtual_ipaddress {\n  10.0.0.1\n }\n}\n";
        return machine.with(FilesInMemory.MAIN.toString(), text).load();
    }

    private static boolean tracks(Loaded loaded) {
        var configuration = loaded.configuration().orElseThrow();
        boolean defined = !configuration.trackers().scripts().isEmpty();
        assertThat(configuration.instances().getFirst().tracking().isEmpty())
                .as("a script that is not run is not tracked")
                .isEqualTo(!defined);
        return defined;
    }

    @Test
    void aSafeScriptIsRunAndNothingIsSaid() {
        var loaded = load(SECURE, "/bin/check");
        assertThat(tracks(loaded)).isTrue();
        assertThat(loaded.exitCode()).isZero();
    }

    @Test
    void withoutScriptSecurityAScriptIsRunAndIsAViolation() {
        var loaded = load("", "/bin/check");
        assertThat(tracks(loaded)).isTrue();
        assertThat(loaded.exitCode()).isEqualTo(Findings.EXIT_SECURITY);
        assertThat(loaded.diagnostics().plain()).contains("script_security not enabled.\n");
    }

    @Test
    void aScriptWhereEverybodyMayWriteIsRunWithoutScriptSecurityOnly() {
        var loaded = load("", "/srv/open/check");
        assertThat(tracks(loaded)).isTrue();
        assertThat(loaded.diagnostics().plain()).contains("There are insecure scripts.");
        loaded = load(SECURE, "/srv/open/check");
        assertThat(tracks(loaded)).isFalse();
        assertThat(loaded.exitCode()).isEqualTo(Findings.EXIT_COMPLAINTS);
        assertThat(loaded.diagnostics().plain()).contains("Disabling track script s due to insecure");
    }

    @Test
    void aMissingScriptIsNoViolation() {
        var loaded = load("", "/opt/missing");
        assertThat(tracks(loaded)).isFalse();
        assertThat(loaded.exitCode()).isEqualTo(Findings.EXIT_COMPLAINTS);
    }

    @Test
    void anotherUsersFileIsUnsafeForRootAndSafeForItsOwner() {
        machine.host().program("/srv/check", 0755, SOMEBODY).user("somebody", SOMEBODY);
        assertThat(tracks(load(SECURE, "/srv/check"))).isFalse();
        assertThat(tracks(load(SECURE.replace("root", "somebody"), "/srv/check")))
                .isTrue();
    }

    @Test
    void aSetUserIdProgramOfRootsIsLookedAtAsRootsWhoeverRunsIt() {
        machine.host().program("/srv/open/as-root", 04755, Account.ROOT).user("somebody", SOMEBODY);
        assertThat(tracks(load(SECURE.replace("root", "somebody"), "/srv/open/as-root")))
                .isFalse();
        assertThat(tracks(load(SECURE.replace("root", "somebody"), "/srv/open/check")))
                .isTrue();
    }

    @Test
    void aDirectoryThatTheUserMayNotSearchHidesTheScript() {
        machine.host()
                .directory("/srv/hidden", 0700)
                .program("/srv/hidden/check", 0755, Account.ROOT)
                .user("somebody", SOMEBODY);
        assertThat(tracks(load(SECURE, "/srv/hidden/check"))).isTrue();
        var loaded = load(SECURE.replace("root", "somebody"), "/srv/hidden/check");
        assertThat(tracks(loaded)).isFalse();
        assertThat(loaded.diagnostics().human()).contains("Permission denied");
    }

    @Test
    void aFileThatIsNotExecutableIsNotRunAndKeepalivedOnlyLogsIt() {
        var loaded = load(SECURE, "/etc/check");
        assertThat(tracks(loaded)).isFalse();
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.diagnostics().plain())
                .contains("WARNING - script '/etc/check' is not executable for uid:gid 0:0 - disabling.");
    }

    @Test
    void aBareNameIsLookedForInThePath() {
        var script = load(SECURE, "check -v")
                .configuration()
                .orElseThrow()
                .trackers()
                .scripts()
                .getFirst()
                .script();
        assertThat(script.command()).containsExactly("check", "-v");
        assertThat(script.file()).isEqualTo("/usr/bin/check");
    }

    @Test
    void aFileToBeOpenedIsNoScript() {
        var loaded = load("", "</etc/alive");
        assertThat(tracks(loaded)).isTrue();
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.configuration()
                        .orElseThrow()
                        .trackers()
                        .scripts()
                        .getFirst()
                        .script()
                        .onlyOpensFile())
                .isTrue();
    }

    @Test
    void aProcessThatIsNotRootCannotRunScriptsAsSomebodyElse() {
        machine.host().runBy(SOMEBODY).user("somebody", SOMEBODY);
        assertThat(tracks(load(SECURE, "/bin/check"))).isFalse();
        assertThat(tracks(load(SECURE.replace("root", "somebody"), "/bin/check")))
                .isTrue();
    }

    @Test
    void theDefaultUserIsKeepalivedScriptIfThereIsOne() {
        machine.host().user("keepalived_script", SOMEBODY);
        var loaded = load("global_defs {\n enable_script_security\n}\n", "/bin/check");
        assertThat(loaded.configuration()
                        .orElseThrow()
                        .trackers()
                        .scripts()
                        .getFirst()
                        .script()
                        .account())
                .isEqualTo(SOMEBODY);
        assertThat(loaded.exitCode()).isZero();
    }

    @Test
    void thisMachinesFilesAndUsersAreSeenAsTheyAre() {
        var host = Host.local();
        assertThat(host.user("root")).contains(Account.ROOT);
        assertThat(host.group("root")).hasValue(0);
        assertThat(host.user("nobody-of-that-name")).isEmpty();
        assertThat(host.file("/"))
                .get()
                .matches(facts -> facts.kind() == Host.FileKind.DIRECTORY && facts.userId() == 0);
        assertThat(host.file("/nowhere/at/all")).isEmpty();
        assertThat(host.realPath("/usr/../usr/./bin/")).contains("/usr/bin");
        assertThat(host.fileSystem("/proc")).contains("proc");
    }
}
