// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of VRRPv2 (RFC 3768, with the authentication field of RFC 2338) and VRRPv3 (RFC 9568) advertisements.
 *
 * <p>What a stranger sent never throws: a received packet is read field by field and every defect is an
 * {@link org.jkeepalived.vrrp.packet.AdvertFault}.
 */
package org.jkeepalived.vrrp.packet;
