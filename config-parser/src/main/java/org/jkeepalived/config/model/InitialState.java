// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

/** The state an instance wants once it has started, keyword {@code state}. */
public enum InitialState {
    MASTER,
    BACKUP
}
