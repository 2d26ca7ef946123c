// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.Optional;
import java.util.SequencedSet;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;

/**
 * Whether a configuration may take the place of the one that runs. A running daemon has more to lose than one that
 * starts: what would end keepalived, or all of its VRRP, is refused here, and so is what only a restart can change.
 * What keepalived merely complains of is no reason.
 */
public final class ReloadRules {
    private final Configuration running;
    private final Missing missed;
    private final Findings findings = new Findings();

    private ReloadRules(Configuration running, Missing missed) {
        this.running = running;
        this.missed = missed;
    }

    /**
     * Why {@code next} cannot replace {@code running}, errors all of them; empty if it can. What keeps {@code next} from
     * running at all is in its own diagnostics and not repeated.
     *
     * @param missed what the machine did not have when the running configuration was read
     * @param namespaceGiven whether the command line says in which network namespace to work, whatever the files say
     */
    public static Diagnostics refusals(Configuration running, Missing missed, Loaded next, boolean namespaceGiven) {
        var rules = new ReloadRules(running, missed);
        rules.checkFiles(next);
        next.configuration().ifPresent(configuration -> {
            rules.checkInterfaces(next);
            rules.checkInstances(configuration);
            rules.checkInstanceName(configuration.global(), next.origins());
            if (!namespaceGiven) {
                rules.checkNamespace(configuration.global(), next.origins());
            }
        });
        rules.checkStrictness(next);
        return rules.findings.done();
    }

    /** Without one of its files, a configuration means something else. */
    private void checkFiles(Loaded next) {
        next.missing().files().forEach((file, include) -> {
            if (!missed.files().containsKey(file)) {
                findings.found(Severity.ERROR, include, "Included file '" + file + "' cannot be read");
            }
        });
    }

    /** An interface that has gone while it was in use is no reason to refuse all reloads until it is back. */
    private void checkInterfaces(Loaded next) {
        SequencedSet<String> inUse = running.interfaceNames();
        next.missing().interfaces().forEach((name, place) -> {
            if (!inUse.contains(name)) {
                findings.error(place, "Interface " + name + " does not exist")
                        .advice("check the name, or say dynamic_interfaces in global_defs");
            }
        });
    }

    private void checkInstances(Configuration next) {
        if (next.instances().isEmpty() && !running.instances().isEmpty()) {
            findings.general(Severity.ERROR, "There is no vrrp_instance in it")
                    .advice("to end all virtual routers, stop the daemon");
        }
    }

    private void checkInstanceName(GlobalDefinitions next, Origins origins) {
        unchanged("instance name", running.global().instanceName(), next.instanceName(), origins.global("instance"));
    }

    private void checkNamespace(GlobalDefinitions next, Origins origins) {
        unchanged(
                "network namespace",
                running.global().networkNamespace(),
                next.networkNamespace(),
                origins.global("net_namespace"));
    }

    private void unchanged(String what, Optional<String> before, Optional<String> after, Optional<SourceRange> place) {
        if (!after.equals(before)) {
            findings.found(Severity.ERROR, place, "Cannot change " + what + " at a reload - please restart keepalived");
        }
    }

    /** With {@code reload_check_config} every complaint counts. */
    private void checkStrictness(Loaded next) {
        if (running.global().reload().checkLog().isPresent() && next.exitCode() != 0) {
            findings.general(
                    Severity.ERROR,
                    "New config failed validation, see "
                            + running.global().reload().checkLog().get() + " for details");
        }
    }
}
