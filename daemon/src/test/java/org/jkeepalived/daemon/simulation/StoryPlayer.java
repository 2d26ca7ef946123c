// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Plays a story to its end and beyond: until all machines agree again, stay so, and have stopped. */
final class StoryPlayer {
    private final Story story;
    private final World world;
    private final Agreement agreement;
    private long transitions;

    /** @param journal what happens is written down here; null for nowhere */
    StoryPlayer(Story story, List<String> journal) {
        this.story = story;
        world = new World(story.seed(), story.machines(), journal);
        agreement = new Agreement(world);
    }

    World world() {
        return world;
    }

    /**
     * Plays all.
     *
     * @throws Violation if something happens that must not
     */
    void play() {
        List<Line> lines = story.lines().stream()
                .sorted(Comparator.comparingLong(Line::timeNanos))
                .toList();
        for (Line line : lines) {
            world.runUntil(Math.max(line.timeNanos(), world.nowNanos()));
            world.note(line.toString());
            perform(line);
        }
        endAllFaults();
        agreement.await();
        List<Machine> stopped =
                world.machines().stream().filter(Machine::isRunning).toList();
        stopped.forEach(Machine::stop);
        world.runUntil(world.nowNanos() + World.SECOND);
        for (Machine machine : stopped) {
            world.require(!machine.isRunning(), machine, "does not stop");
            machine.requireNothingLeft();
        }
    }

    private Machine machine(Line line) {
        return world.machines().get(line.number(0) - 1);
    }

    private void perform(Line line) {
        switch (line.verb()) {
            case "set" ->
                machine(line)
                        .file()
                        .set(line.word(1), line.words().subList(2, line.words().size()));
            case "drop" -> machine(line).file().drop(line.word(1));
            case "group" ->
                machine(line)
                        .file()
                        .group(line.word(1), Arrays.asList(line.word(2).split(",", -1)));
            case "ungroup" -> machine(line).file().ungroup(line.word(1));
            case "startup_delay" -> machine(line).file().startupDelay(line.number(1));
            case "drift" -> machine(line).drift(line.number(1));
            case "start" -> machine(line).start();
            case "reload" -> machine(line).reload();
            case "stop" -> machine(line).stop();
            case "crash" -> machine(line).crash();
            case "stall" -> machine(line).stall(nanos(line), false);
            case "suspend" -> machine(line).stall(nanos(line), true);
            case "loss" -> world.lose(line.number(0));
            case "disorder" -> world.disorder(line.number(0));
            case "cut" -> world.cut(line.number(0) - 1, line.number(1) - 1);
            case "isolate" -> isolate(line.number(0) - 1);
            case "heal" -> world.heal();
            case "judge" -> {
                world.lose(0);
                world.disorder(0);
                world.machines().forEach(Machine::endStall);
                agreement.await();
            }
            case "expect" -> expect(line);
            case "watch" -> transitions = agreement.transitions();
            case "unchanged" ->
                world.require(agreement.transitions() == transitions, "story", "some router changed its state");
            case "link" ->
                machine(line).kernel().setUp(line.number(1), line.word(2).equals("up"));
            case "mtu" -> machine(line).kernel().setMtu(line.number(1), line.number(2));
            case "delete" -> machine(line).kernel().delete(line.number(1));
            case "create" -> machine(line).kernel().create(line.number(1));
            case "lose" -> machine(line).kernel().takeOwnAddress(line.number(1));
            case "return" -> machine(line).kernel().giveOwnAddress(line.number(1));
            case "steal" -> {
                // What is lost without notice and stolen at the same time cannot be known.
                if (!machine(line).isDeaf()) {
                    machine(line).steal(Addresses.of(line.word(1)));
                }
            }
            case "squat" -> machine(line).squat(line.number(1), Addresses.of(line.word(2)));
            case "overrun" -> machine(line).netlink().ifPresent(SimulatedNetlink::overrun);
            case "deafen" -> machine(line).netlink().ifPresent(netlink -> netlink.loseSilently(line.number(1)));
            case "repeat" -> machine(line).netlink().ifPresent(SimulatedNetlink::repeat);
            case "check" ->
                machine(line).checkBecomes(line.word(1), line.word(2).equals("up"));
            default -> throw new IllegalArgumentException(line.toString());
        }
    }

    private void expect(Line line) {
        Machine machine = machine(line);
        String state = machine.daemon()
                .instances()
                .router(line.word(1))
                .orElseThrow()
                .state()
                .name();
        world.require(state.equals(line.word(2)), machine, line.word(1) + " is " + state + ", not " + line.word(2));
    }

    private static long nanos(Line line) {
        return Math.round(Double.parseDouble(line.word(1)) * World.SECOND);
    }

    private void isolate(int index) {
        for (int other = 0; other < world.machines().size(); other++) {
            if (other != index) {
                world.cut(index, other);
                world.cut(other, index);
            }
        }
    }

    private void endAllFaults() {
        world.note("all faults end");
        world.heal();
        for (Machine machine : world.machines()) {
            machine.endStall();
            for (int lan = 0; lan < SimulatedKernel.LANS; lan++) {
                machine.kernel().create(lan);
                machine.kernel().setUp(lan, true);
                machine.kernel().giveOwnAddress(lan);
            }
            machine.start();
            machine.reload();
        }
    }
}
