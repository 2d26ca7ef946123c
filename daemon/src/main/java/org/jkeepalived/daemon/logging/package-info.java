// SPDX-License-Identifier: Apache-2.0
/** Log lines in keepalived's form, written by a side thread so that no reader of the log can hold up the loop. */
package org.jkeepalived.daemon.logging;
