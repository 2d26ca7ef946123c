// SPDX-License-Identifier: Apache-2.0
/**
 * The way back: from the model to a configuration with every default filled in.
 *
 * <p>The model becomes one tree of {@link org.jkeepalived.config.write.Entry entries}; a renderer writes the tree as
 * keepalived.conf, another one (with the commands, as it needs a library) as JSON. What the one says the other says too.
 */
package org.jkeepalived.config.write;
