// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.tree.Statement;

/** Reads those keywords of a {@code vrrp_instance} that belong together. */
interface InstanceTheme {

    /**
     * Takes one statement of the instance's block.
     *
     * @return whether the keyword belongs here
     */
    boolean read(InstanceDraft draft, Statement statement);
}
