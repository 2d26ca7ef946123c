// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptEnvironmentTest {
    @Test
    void scriptsHaveTheEnvironmentThatTheDaemonWasStartedIn() {
        var variables = Map.of("PATH", "/bin", "HOME", "/root", "PWD", "/tmp", "OLDPWD", "/");
        assertThat(ScriptEnvironment.of(variables)).isEqualTo(variables);
    }

    @Test
    void whatIsMeantForTheDaemonAloneIsWithheld() {
        assertThat(ScriptEnvironment.of(Map.of(
                        "PATH", "/bin",
                        "NOTIFY_SOCKET", "/run/systemd/notify",
                        "WATCHDOG_USEC", "1000000",
                        "MALLOC_ARENA_MAX", "1",
                        "_JAVA_SR_SIGNUM", "60",
                        "JKEEPALIVED_JVM_OPTIONS", "-Xint",
                        "LD_LIBRARY_PATH", "/opt/java/lib")))
                .isEqualTo(Map.of("PATH", "/bin"));
    }

    @Test
    void aDaemonInTheBackgroundHasNotGoneAnywhereInTheEyesOfItsScripts() {
        assertThat(ScriptEnvironment.of(
                        Map.of("JKEEPALIVED_STARTED_FROM", "/etc/keepalived", "PWD", "/", "OLDPWD", "/etc/keepalived")))
                .isEqualTo(Map.of("PWD", "/etc/keepalived"));
    }
}
