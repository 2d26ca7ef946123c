// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.util.List;

/**
 * What becomes of something that the kernel has while its instance is master. If the instance is not master, the kernel
 * has nothing to do either way.
 *
 * @param kind what it is, in the words of ip(8): {@code address}; others follow
 * @param text the object as the file would say it, its interface included
 * @param fate kept, adapted, moved, added or removed; one that is moved is not touched in the kernel where both are master
 * @param from the instances that wanted it, by the names they had
 * @param to the instances that are to want it
 */
public record PlannedObject(String kind, String text, Fate fate, List<String> from, List<String> to) {
    public PlannedObject {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }
}
