// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import org.jkeepalived.config.model.GratuitousArp;

/** Settles when an instance announces its addresses. */
final class GarpCompletion {
    private final Settling settling;
    private final InstanceDraft draft;
    private final Globals globals;

    GarpCompletion(Settling settling, Globals globals) {
        this.settling = settling;
        this.draft = settling.draft;
        this.globals = globals;
    }

    void complete() {
        settling.builder.garp(garp());
    }

    private GratuitousArp garp() {
        if (settling.strict && draft.garpLowerPriorityRepeat.orElse(0) != 0) {
            settling.warn("garp_lower_prio_repeat", "Strict mode requires no repeat garps. resetting");
        }
        if (settling.strict
                && !draft.garpLowerPriorityDelay.orElse(Duration.ZERO).isZero()) {
            settling.warn("garp_lower_prio_delay", "Strict mode requires no repeat garp delay. resetting");
        }
        // Without a value of their own these follow the global values of the master set, not the instance's.
        var lowerDelay = settling.strict
                ? Duration.ZERO
                : draft.garpLowerPriorityDelay.orElse(globals.garpLowerPriorityDelay.orElse(globals.garpDelay));
        int lowerRepeat = settling.strict
                ? 0
                : draft.garpLowerPriorityRepeat.orElse(globals.garpLowerPriorityRepeat.orElse(globals.garpRepeat));
        return new GratuitousArp(
                draft.garpDelay.orElse(globals.garpDelay),
                draft.garpRepeat.orElse(globals.garpRepeat),
                draft.garpRefresh.orElse(globals.garpRefresh),
                draft.garpRefreshRepeat.orElse(globals.garpRefreshRepeat),
                lowerDelay,
                lowerRepeat);
    }
}
