// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.tree.Statement;

/** Reads those keywords of {@code global_defs} that belong together. */
interface GlobalTheme {

    /**
     * Takes one statement of the block.
     *
     * @return whether the keyword belongs here
     */
    boolean read(Statement statement);
}
