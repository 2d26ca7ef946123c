// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jkeepalived.netlink.link.Link;

/** Links by index and by name. Looking one up allocates nothing: a map would box the index. */
final class LinkTable {
    private Link[] byIndex = new Link[16];
    private int size;
    private final Map<String, Link> byName = new HashMap<>();

    /** The link or null. */
    Link get(int index) {
        int at = find(index);
        return at >= 0 ? byIndex[at] : null;
    }

    /** The link or null. */
    Link get(String name) {
        return byName.get(name);
    }

    /** Adds or replaces the link of this index and returns the one before, or null. */
    Link put(Link link) {
        int at = find(link.index());
        Link before = null;
        if (at >= 0) {
            before = byIndex[at];
            forgetName(before);
        } else {
            at = -at - 1;
            if (size == byIndex.length) {
                byIndex = Arrays.copyOf(byIndex, size * 2);
            }
            System.arraycopy(byIndex, at, byIndex, at + 1, size - at);
            size++;
        }
        byIndex[at] = link;
        byName.put(link.name(), link);
        return before;
    }

    /** Removes the link of this index and returns it, or null. */
    Link remove(int index) {
        int at = find(index);
        if (at < 0) {
            return null;
        }
        var link = byIndex[at];
        System.arraycopy(byIndex, at + 1, byIndex, at, size - at - 1);
        byIndex[--size] = null;
        forgetName(link);
        return link;
    }

    /** A copy, in the order of the indexes. */
    Collection<Link> all() {
        return Arrays.asList(Arrays.copyOf(byIndex, size));
    }

    private void forgetName(Link link) {
        // When two links swap names, the name may already be the other's.
        var holder = byName.get(link.name());
        if (holder != null && holder.index() == link.index()) {
            byName.remove(link.name());
        }
    }

    private int find(int index) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = byIndex[middle].index();
            if (found < index) {
                low = middle + 1;
            } else if (found > index) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }
}
