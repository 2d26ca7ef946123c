// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import org.jkeepalived.config.write.Change;

/**
 * A change of what holds for the whole daemon.
 *
 * @param inEffect whether the reload puts it into effect; otherwise it waits for the daemon's next start
 */
public record PlannedSetting(Change change, boolean inEffect) {}
