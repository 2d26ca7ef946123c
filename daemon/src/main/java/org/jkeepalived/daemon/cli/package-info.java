// SPDX-License-Identifier: Apache-2.0
/** The command line: keepalived's own options, and the words that are ours alone. */
package org.jkeepalived.daemon.cli;
