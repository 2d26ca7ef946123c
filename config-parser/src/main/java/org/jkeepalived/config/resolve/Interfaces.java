// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.text.Word;

/** Asks once for each network interface, and remembers which ones do not exist. */
final class Interfaces {
    private final Environment environment;
    private final Findings findings;
    private final Map<String, Optional<InterfaceFacts>> known = new HashMap<>();
    private final boolean dynamic;
    private final Map<String, SourceRange> missing = new LinkedHashMap<>();
    private boolean mustComplain;

    /**
     * @param dynamic {@code dynamic_interfaces}: a missing one is no mistake
     */
    Interfaces(Environment environment, Findings findings, boolean dynamic) {
        this.environment = environment;
        this.findings = findings;
        this.dynamic = dynamic;
    }

    Optional<InterfaceFacts> facts(String name) {
        return known.computeIfAbsent(name, environment::networkInterface);
    }

    boolean exists(String name) {
        return facts(name).isPresent();
    }

    /** Whether keepalived counts on the interface: it exists, or may come later. */
    boolean isExpected(String name) {
        return dynamic || exists(name);
    }

    /** Complains of an interface that does not exist, which is waited for all the same. */
    void mention(Word name, String complaint) {
        if (facts(name.text()).isPresent()) {
            return;
        }
        if (dynamic) {
            findings.note(
                    name.range(),
                    "Configuration specifies interface " + name
                            + " which doesn't currently exist - will use if created");
            return;
        }
        missing.putIfAbsent(name.text(), name.range());
        mustComplain = true;
        findings.warning(name.range(), complaint)
                .effect("it is waited for; keepalived would refuse to run")
                .advice("check the name, or say dynamic_interfaces in global_defs");
    }

    /** The same where keepalived ends at once, with another code. */
    void mentionSetting(Word name, String complaint) {
        if (!exists(name.text()) && !dynamic) {
            missing.putIfAbsent(name.text(), name.range());
            findings.warning(name.range(), complaint)
                    .effect("it is waited for; keepalived would refuse to run")
                    .exitCode(Findings.EXIT_CANNOT_RUN);
        }
    }

    /** The interfaces that keepalived would miss, and where each is mentioned first. */
    Map<String, SourceRange> missing() {
        return missing;
    }

    /**
     * keepalived's last word on the matter.
     *
     * @return whether it would go on
     */
    boolean conclude() {
        if (mustComplain) {
            findings.general(Severity.WARNING, "Non-existent interface specified in configuration")
                    .exitCode(Findings.EXIT_CANNOT_RUN);
        }
        return !mustComplain;
    }
}
