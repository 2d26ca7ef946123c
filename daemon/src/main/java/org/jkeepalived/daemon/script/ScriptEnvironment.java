// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jkeepalived.posix.Spawn;

/**
 * The environment of scripts: that in which the daemon was started, as with keepalived, without what is meant for the
 * daemon alone.
 */
final class ScriptEnvironment {
    private static final String OWN_PREFIX = "JKEEPALIVED_";
    /** In which directory a start in the background was asked for; see the launcher. */
    private static final String STARTED_FROM = OWN_PREFIX + "STARTED_FROM";

    private static final List<String> FOREIGN = List.of(
            // What the launcher sets for Java.
            "MALLOC_ARENA_MAX",
            "_JAVA_SR_SIGNUM",
            // What keepalived 2.4.3 withholds.
            "IFS",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            // The service manager speaks to the daemon (sd_notify(3), sd_listen_fds(3)).
            "NOTIFY_SOCKET",
            "WATCHDOG_USEC",
            "WATCHDOG_PID",
            "LISTEN_FDS",
            "LISTEN_PID",
            "LISTEN_FDNAMES");

    private static final Map<String, String> VARIABLES = of(System.getenv());

    private ScriptEnvironment() {}

    static Spawn give(Spawn program) {
        return program.environment(VARIABLES);
    }

    static Map<String, String> of(Map<String, String> daemons) {
        var variables = new HashMap<>(daemons);
        var startedFrom = daemons.get(STARTED_FROM);
        if (startedFrom != null) {
            // The launcher's "cd /" changed both.
            variables.put("PWD", startedFrom);
            variables.remove("OLDPWD");
        }
        FOREIGN.forEach(variables::remove);
        variables.keySet().removeIf(name -> name.startsWith(OWN_PREFIX));
        return variables;
    }
}
