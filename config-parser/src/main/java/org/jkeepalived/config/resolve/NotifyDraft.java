// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.tree.Statement;

/** The {@code notify_...} scripts of an instance or group while they are read. */
final class NotifyDraft {
    /** What complaints begin with. */
    final String prefix;

    /** Where each keyword was given first, if that made sense to keepalived. */
    final Map<String, Statement> given = new HashMap<>();

    private final Map<String, Script> scripts = new HashMap<>();

    NotifyDraft(String prefix) {
        this.prefix = prefix;
    }

    void put(String keyword, Script script) {
        scripts.put(keyword, script);
    }

    NotifyScripts done() {
        return given.isEmpty()
                ? NotifyScripts.NONE
                : new NotifyScripts(
                        script("notify_master"),
                        script("notify_backup"),
                        script("notify_fault"),
                        script("notify_stop"),
                        script("notify_deleted"),
                        script("notify"),
                        script("notify_master_rx_lower_pri"),
                        given.containsKey("notify_deleted"));
    }

    private Optional<Script> script(String keyword) {
        return Optional.ofNullable(scripts.get(keyword));
    }
}
