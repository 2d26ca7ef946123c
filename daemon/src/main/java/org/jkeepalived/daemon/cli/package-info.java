// SPDX-License-Identifier: Apache-2.0
/** The command line: keepalived's own options, read with picocli. */
package org.jkeepalived.daemon.cli;
