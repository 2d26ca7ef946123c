// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole language: the keywords of the root level and, in them, all others. */
public final class Schema {

    /** A keyword without a name whose children are the root level. */
    public static final Keyword ROOT = Keyword.block(
                    "",
                    "",
                    Stream.of(GlobalKeywords.all(), VrrpKeywords.all(), TrackerKeywords.all(), CheckerKeywords.all())
                            .flatMap(List::stream)
                            .toArray(Keyword.Builder[]::new))
            .build();

    private Schema() {}

    /**
     * The keyword nearest to one that does not exist, for "did you mean".
     *
     * @return null when none is near enough
     */
    public static Keyword nearest(Keyword block, String word) {
        Keyword best = null;
        int bestDistance = Math.max(2, word.length() / 3) + 1;
        for (var candidate : block.children()) {
            int distance = distance(word, candidate.name(), bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Where else a keyword exists: the paths of the blocks that have it. */
    public static List<String> homes(String word) {
        var homes = new ArrayList<String>();
        collectHomes(ROOT, "", word, homes);
        return homes;
    }

    private static void collectHomes(Keyword block, String path, String word, List<String> into) {
        if (block.child(word) != null) {
            into.add(path);
        }
        for (var child : block.children()) {
            collectHomes(child, path.isEmpty() ? child.name() : path + "/" + child.name(), word, into);
        }
    }

    /** Edits (insert, delete, replace, swap of neighbours) from one word to another; at least {@code limit} if more. */
    static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) >= limit || from.length() > 64) {
            return limit;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(last[j], current[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] reused = beforeLast;
            beforeLast = last;
            last = current;
            current = reused;
        }
        return last[to.length()];
    }
}
