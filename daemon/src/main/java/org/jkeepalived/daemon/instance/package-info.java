// SPDX-License-Identifier: Apache-2.0
/** The virtual routers of the configuration, each between its state machine and the edges of the daemon. */
package org.jkeepalived.daemon.instance;
