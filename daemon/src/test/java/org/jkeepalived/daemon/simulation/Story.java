// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody does to some machines, and when: a text of lines, which can be read, shortened and played again.
 *
 * <pre>
 *   seed 4711                      what chance does besides
 *   machines 3
 *   0 set 1 VI_1 vrid=51 ...       a block of the file of machine 1
 *   0 start 1
 *   12.5 cut 1 2                   what 1 sends does not reach 2
 * </pre>
 *
 * <p>All verbs are in {@link StoryPlayer}. After the last line all faults end, and all has to be in order again.
 */
record Story(long seed, int machines, List<Line> lines) {
    Story {
        lines = List.copyOf(lines);
    }

    static Story parse(String text) {
        long seed = 0;
        int machines = 2;
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("seed ")) {
                seed = Long.parseLong(line.substring(5));
            } else if (line.startsWith("machines ")) {
                machines = Integer.parseInt(line.substring(9));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(Line.parse(line));
            }
        }
        return new Story(seed, machines, lines);
    }

    Story with(List<Line> others) {
        return new Story(seed, machines, others);
    }

    @Override
    public String toString() {
        return "seed " + seed + "\nmachines " + machines + "\n"
                + lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}
