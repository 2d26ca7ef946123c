// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.write.Change;

/**
 * What becomes of one instance.
 *
 * @param before what it was; absent for one that is added
 * @param after what it is to be; absent for one that is removed
 * @param changes what differs between them, in words of the file
 * @param reasons why it cannot go on, a text each; empty unless it is restarted
 * @param tracksOtherwise whether what it tracks, by itself or with its group, is or may be something else
 */
public record PlannedInstance(
        Fate fate,
        Optional<VrrpInstance> before,
        Optional<VrrpInstance> after,
        List<Change> changes,
        List<String> reasons,
        boolean tracksOtherwise) {
    public PlannedInstance {
        changes = List.copyOf(changes);
        reasons = List.copyOf(reasons);
    }

    /** The name that it is to have; of one that is removed, the name that it had. */
    public String name() {
        return after.or(() -> before).orElseThrow().name();
    }

    /** The name that it had, if it is renamed. */
    public Optional<String> formerName() {
        return before.map(VrrpInstance::name).filter(name -> !name.equals(name()));
    }
}
