// SPDX-License-Identifier: Apache-2.0
/** Addresses of interfaces: RTM_NEWADDR and its relatives. */
package org.jkeepalived.netlink.address;
