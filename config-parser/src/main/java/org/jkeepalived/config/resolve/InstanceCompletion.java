// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.text.Word;

/** Fills in an instance's defaults and settles what contradicts itself, in keepalived's order. */
final class InstanceCompletion {
    private final Globals globals;
    private final Findings findings;
    private final Interfaces interfaces;

    InstanceCompletion(Globals globals, Findings findings, Interfaces interfaces) {
        this.globals = globals;
        this.findings = findings;
        this.interfaces = interfaces;
    }

    /** The instance; a finding of error severity says when it cannot run. */
    Optional<VrrpInstance> complete(InstanceDraft draft) {
        var settling = new Settling(draft, globals, findings);
        new RoleCompletion(settling, globals).complete();
        new TransportCompletion(settling, globals, findings, interfaces).complete();
        new AddressCompletion(settling, findings, interfaces).complete();
        new ElectionCompletion(settling, globals).complete();
        new GarpCompletion(settling, globals).complete();
        new NotifyCompletion(settling, globals).complete();
        new LinkCompletion(settling, findings, interfaces).complete();
        settling.builder
                .interfaceName(Optional.ofNullable(draft.interfaceName).map(Word::text))
                .virtualRouterId(draft.virtualRouterId)
                .oldUnicastChecksum(draft.oldUnicastChecksum)
                .receiveBufferBytes(draft.receiveBufferBytes)
                .extraGarp(draft.extraGarp.orElse(globals.extraGarp))
                .routes(draft.routes)
                .rules(draft.rules)
                .strictMode(settling.strict)
                .dontTrackPrimary(draft.dontTrackPrimary)
                .trackSourceAddress(draft.trackSourceAddress && draft.source.isPresent())
                .tracking(draft.tracking.done())
                .debug(draft.debug);
        return settling.done();
    }
}
