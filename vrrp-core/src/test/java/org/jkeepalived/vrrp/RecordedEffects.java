// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.vrrp;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a router did, in order, as short texts; the deadline and the observations also as values. */
final class RecordedEffects implements Effects {
    final List<String> calls;
    private final String prefix;
    final List<Observation> observations = new ArrayList<>();
    boolean installed;
    boolean armed;
    long deadlineNanos;

    RecordedEffects() {
        this("", new ArrayList<>());
    }

    /** One of several that write into one list, each with its own prefix. */
    RecordedEffects(String prefix, List<String> calls) {
        this.prefix = prefix;
        this.calls = calls;
    }

    /** What happened since the last call of this method, without the deadlines. */
    List<String> take() {
        List<String> taken = calls.stream().filter(c -> !c.contains("arm")).toList();
        calls.clear();
        return taken;
    }

    @Override
    public void sendAdvert(int priority) {
        calls.add(prefix + "advert " + priority);
    }

    @Override
    public void installAddresses() {
        installed = true;
        calls.add(prefix + "install");
    }

    @Override
    public void withdrawAddresses() {
        installed = false;
        calls.add(prefix + "withdraw");
    }

    @Override
    public void announceAddresses(Announcement cause) {
        calls.add(prefix + "announce " + cause);
    }

    @Override
    public void armDeadline(long deadline) {
        armed = true;
        deadlineNanos = deadline;
        calls.add(prefix + "arm");
    }

    @Override
    public void disarmDeadline() {
        armed = false;
        calls.add(prefix + "disarm");
    }

    @Override
    public void transition(State from, State to, TransitionReason reason) {
        calls.add(prefix + from + " -> " + to + " " + reason);
    }

    @Override
    public void transitionComplete(State from, State to, TransitionReason reason) {
        calls.add(prefix + "complete " + to);
    }

    @Override
    public void observe(Observation observation) {
        observations.add(observation);
        calls.add(prefix + "observe " + observation.getClass().getSimpleName());
    }
}
