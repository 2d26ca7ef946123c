// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.model.VrrpInstance;

/** An instance between its draft and the model: what has been decided so far, and how to say that something was changed. */
final class Settling {
    private static final int OWNER_PRIORITY = 255;

    final InstanceDraft draft;
    final VrrpInstance.Builder builder;
    final boolean strict;
    AddressFamily family = AddressFamily.IPV4;
    int version;
    int priority;
    InitialState state = InitialState.BACKUP;

    private final Findings findings;
    private boolean runs = true;

    Settling(InstanceDraft draft, Globals globals, Findings findings) {
        this.draft = draft;
        this.findings = findings;
        this.strict = draft.strict.orElse(globals.strict);
        this.builder = VrrpInstance.named(draft.name);
    }

    /** Whether it has the priority of the address owner. */
    boolean isOwner() {
        return priority == OWNER_PRIORITY;
    }

    /** Says that something is not done as written. */
    Findings.Draft warn(String keyword, String text) {
        return findings.warning(draft.placeOf(keyword), draft.prefix() + text);
    }

    /** Says why keepalived would not run with this instance. */
    Findings.Draft refuse(String keyword, String text) {
        return refuseSaying(keyword, draft.prefix() + text);
    }

    /** The same, where keepalived's words do not begin in the usual way. */
    Findings.Draft refuseSaying(String keyword, String wholeText) {
        runs = false;
        return findings.error(draft.placeOf(keyword), wholeText).effect("keepalived refuses to run with this");
    }

    Optional<VrrpInstance> done() {
        return runs ? Optional.of(builder.build()) : Optional.empty();
    }
}
