// SPDX-License-Identifier: Apache-2.0
/** The daemon: one event loop that owns all VRRP state, and the edges around it. */
package org.jkeepalived.daemon;
