// SPDX-License-Identifier: Apache-2.0
/** Telling the neighbours where an address lives now: gratuitous ARP and unsolicited neighbour advertisements. */
package org.jkeepalived.daemon.announce;
