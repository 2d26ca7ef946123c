// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.tree.Statement;

/** What an instance watches. */
final class InstanceTrackingReader implements InstanceTheme {
    private final TrackingReader tracking;

    InstanceTrackingReader(TrackingReader tracking) {
        this.tracking = tracking;
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "dont_track_primary" -> draft.dontTrackPrimary = true;
            case "track_src_ip" -> draft.trackSourceAddress = true;
            default -> {
                return tracking.read(draft.name, statement, draft.tracking);
            }
        }
        return true;
    }
}
