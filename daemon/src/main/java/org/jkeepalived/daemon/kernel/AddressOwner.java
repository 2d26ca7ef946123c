// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import org.jkeepalived.config.model.VirtualAddress;

/** Who wants addresses to be in the kernel: a virtual router while it is master. Called on the loop's thread. */
public interface AddressOwner {
    /** All addresses claimed are in the kernel, but for those refused. Called again after a lost one was put back. */
    void addressesInstalled();

    /** The kernel refused an address, and will not be asked again until the next claim. */
    void addressRefused(VirtualAddress address, String cause);

    /** Somebody else removed a claimed address; it is being put back. */
    void addressLost(VirtualAddress address);
}
