// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

/** The words that the notify FIFO uses. */
enum RouterState {
    BACKUP,
    MASTER,
    FAULT,
    STOP,
    DELETED,
    MASTER_RX_LOWER_PRI
}
