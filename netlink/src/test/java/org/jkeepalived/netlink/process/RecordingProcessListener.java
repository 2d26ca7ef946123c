// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

import java.util.ArrayList;
import java.util.List;

/** Writes the events down, one word and its numbers each. */
final class RecordingProcessListener implements ProcessListener {
    private final List<String> events = new ArrayList<>();

    List<String> taken() {
        var taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    boolean has(String event) {
        return events.contains(event);
    }

    @Override
    public void acknowledged(int error) {
        events.add("acknowledged " + error);
    }

    @Override
    public void forked(int parent, int child) {
        events.add("forked " + parent + " " + child);
    }

    @Override
    public void executed(int process) {
        events.add("executed " + process);
    }

    @Override
    public void renamed(int process) {
        events.add("renamed " + process);
    }

    @Override
    public void exited(int process) {
        events.add("exited " + process);
    }

    @Override
    public void overrun() {
        events.add("overrun");
    }
}
