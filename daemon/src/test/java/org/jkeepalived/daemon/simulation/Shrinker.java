// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.List;

/** Takes lines out of a story that fails, as long as it fails in the same way: first many at once, in the end single ones. */
final class Shrinker {
    private static final int PLAYS_MAX = 600;

    private final String failure;
    private Story story;
    private int plays;
    private int lastLength = Integer.MAX_VALUE;

    private Shrinker(Story story, String failure) {
        this.story = story;
        this.failure = failure;
    }

    static Story shrink(Story failing) {
        var shrinker = new Shrinker(failing, failureOf(failing));
        for (int size = failing.lines().size() / 2; size > 0; size = size > 1 ? size / 2 : shrinker.again()) {
            shrinker.takeOut(size);
        }
        return shrinker.story;
    }

    /** Once more over the single lines, if that has helped the last time. */
    private int again() {
        boolean helped = story.lines().size() < lastLength;
        lastLength = story.lines().size();
        return helped && plays < PLAYS_MAX ? 1 : 0;
    }

    private void takeOut(int size) {
        for (int from = story.lines().size() - size; from >= 0 && plays < PLAYS_MAX; from -= size) {
            List<Line> fewer = new ArrayList<>(story.lines().subList(0, from));
            fewer.addAll(story.lines().subList(from + size, story.lines().size()));
            Story shorter = story.with(fewer);
            plays++;
            if (failureOf(shorter).equals(failure)) {
                story = shorter;
            }
            from = Math.min(from, story.lines().size());
        }
    }

    /** What goes wrong, but for the numbers and for what is said by the way; empty if nothing does. */
    private static String failureOf(Story story) {
        try {
            new StoryPlayer(story, null).play();
            return "";
        } catch (AssertionError | RuntimeException failure) {
            return failure.toString().replaceAll("\\(.*?\\)|\\d+", "");
        }
    }
}
