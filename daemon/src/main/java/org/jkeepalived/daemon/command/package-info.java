// SPDX-License-Identifier: Apache-2.0
/** Sub-commands that look at configurations: {@code check} and {@code config}. The daemon loads none of them. */
package org.jkeepalived.daemon.command;
