// SPDX-License-Identifier: Apache-2.0
/** The statements of a configuration as they stand in the file, each with its keyword and its place. */
package org.jkeepalived.config.tree;
