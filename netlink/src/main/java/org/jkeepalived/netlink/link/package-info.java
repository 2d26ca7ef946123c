// SPDX-License-Identifier: Apache-2.0
/** Network interfaces: RTM_NEWLINK and its relatives. */
package org.jkeepalived.netlink.link;
