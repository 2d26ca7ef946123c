// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.util.List;
import java.util.Set;

/** One kind of objects that a daemon puts into the kernel: how those of an earlier one are found and removed. */
public interface RemnantKind {
    /** As in {@link KernelObject#kind()}. */
    String name();

    /**
     * What the kernel has of this kind, as far as a daemon may have made it.
     *
     * @param remembered what the state file names: all that there is to go by for objects that carry no mark
     */
    List<Remnant> find(Set<String> remembered);

    /** Has these removed at the end of the turn, but for what is claimed until then. On the loop's thread. */
    void remove(List<Remnant> remnants);
}
