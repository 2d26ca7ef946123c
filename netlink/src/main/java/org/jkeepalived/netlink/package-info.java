// SPDX-License-Identifier: Apache-2.0
/**
 * Talking to the kernel's network configuration (rtnetlink(7)) in three layers.
 *
 * <ul>
 *   <li>{@link org.jkeepalived.netlink.message}: bytes, alignment, attributes, acknowledgements;
 *   <li>{@link org.jkeepalived.netlink.link}, {@link org.jkeepalived.netlink.address}: one folder per family, values and
 *       their encoding;
 *   <li>{@link org.jkeepalived.netlink.process}: another protocol, the events of processes;
 *   <li>this package: {@link org.jkeepalived.netlink.NetlinkRequests} changes the kernel,
 *       {@link org.jkeepalived.netlink.NetlinkMonitor} knows what it is like.
 * </ul>
 */
package org.jkeepalived.netlink;
