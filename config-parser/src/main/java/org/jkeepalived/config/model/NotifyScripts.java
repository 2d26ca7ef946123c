// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * The programs that hear of an instance's transitions.
 *
 * @param any {@code notify}, for every transition, with four arguments
 * @param masterReceivesLowerPriority {@code notify_master_rx_lower_pri}
 * @param tellDeleted whether a deleted instance says DELETED and not FAULT; {@code notify_deleted} with or without script
 */
public record NotifyScripts(
        Optional<Script> master,
        Optional<Script> backup,
        Optional<Script> fault,
        Optional<Script> stop,
        Optional<Script> deleted,
        Optional<Script> any,
        Optional<Script> masterReceivesLowerPriority,
        boolean tellDeleted) {

    public static final NotifyScripts NONE = new NotifyScripts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    /** What hears of every transition, alone. */
    public NotifyScripts onlyAny() {
        return new NotifyScripts(
                NONE.master,
                NONE.backup,
                NONE.fault,
                NONE.stop,
                NONE.deleted,
                any,
                NONE.masterReceivesLowerPriority,
                tellDeleted);
    }
}
