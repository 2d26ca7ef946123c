// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import org.jkeepalived.vrrp.packet.IpAddress;

/** Says why this machine may drop an advert that its interface got. Only asked when it does. */
@FunctionalInterface
interface DropExplanation {
    String of(IpAddress source);
}
