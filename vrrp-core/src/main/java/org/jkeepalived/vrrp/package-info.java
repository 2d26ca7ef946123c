// SPDX-License-Identifier: Apache-2.0
/**
 * VRRP itself: one {@link org.jkeepalived.vrrp.VirtualRouter} per virtual router, fed with
 * {@linkplain org.jkeepalived.vrrp.Event events} and the time, answering through the one port
 * {@link org.jkeepalived.vrrp.Effects}.
 *
 * <p>Nothing here knows a socket, a file, a clock or a logger: equal inputs give equal outputs. Times are nanoseconds of
 * one monotonic clock, only their differences mean anything. The bytes of adverts are in
 * {@link org.jkeepalived.vrrp.packet}.
 */
package org.jkeepalived.vrrp;
