// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.VrrpInstance;

/**
 * The effective priorities that the trackers of an instance can make, before they are kept within 1 and 254. Tracked
 * files are left out: any number may be in them.
 */
record PriorityRange(int lowest, int highest) {

    static PriorityRange of(Configuration configuration, VrrpInstance instance) {
        var tracking = configuration.tracking(instance);
        int lowest = instance.priority();
        int highest = instance.priority();
        var weights = ElectionChecks.weighing(tracking)
                .filter(tracked -> !tracking.files().contains(tracked))
                .mapToInt(tracked -> tracked.weight().value())
                .toArray();
        for (int weight : weights) {
            lowest += Math.min(weight, 0);
            highest += Math.max(weight, 0);
        }
        return new PriorityRange(lowest, highest);
    }
}
