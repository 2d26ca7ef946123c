// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;

/** The links and addresses of a network namespace as far as they are known. */
public interface KernelView {
    /** The link of an index, or null. Allocates nothing. */
    Link link(int ifIndex);

    /** The link of a name, or null. Allocates nothing. */
    Link link(String name);

    /** All links in the order of their indexes; a copy. */
    Collection<Link> links();

    /** The addresses of a link in the order in which they were learnt; a copy. */
    List<InterfaceAddress> addresses(int ifIndex);

    /** The first of these that is wanted, or null. For links with thousands of addresses: nothing is copied. */
    InterfaceAddress findAddress(int ifIndex, Predicate<InterfaceAddress> wanted);

    /** The address that a key identifies, or null. */
    InterfaceAddress address(AddressKey key);
}
