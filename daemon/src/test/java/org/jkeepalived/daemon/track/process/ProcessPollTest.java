// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.jkeepalived.posix.testing.Allocations;
import org.jkeepalived.posix.testing.Requirements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPollTest {
    @TempDir
    Path root;

    private FakeProcesses processes;
    private ProcessPoll poll;
    private ProcessTable table;
    private int count;

    @BeforeEach
    void create() {
        processes = new FakeProcesses(root);
        table = new ProcessTable(root);
        poll = new ProcessPoll(table);
    }

    private void watch(ProcessPattern pattern) {
        table.add(new ProcessWatch(pattern, 0, (_, counted, _) -> count = counted));
        assertThat(table.scan()).isZero();
    }

    private int polled() {
        assertThat(poll.poll()).isZero();
        table.tell(Cause.SCAN);
        return count;
    }

    @Test
    void processesComeAndGo() {
        watch(new ProcessPattern(Definitions.named("web")));
        assertThat(polled()).isZero();
        processes.set(10, "web");
        processes.set(4194304, "web");
        assertThat(polled()).isEqualTo(2);
        processes.end(10);
        assertThat(polled()).isEqualTo(1);
        processes.end(4194304);
        assertThat(polled()).isZero();
    }

    @Test
    void aNumberThatIsGivenAnewIsAnotherProcess() {
        watch(new ProcessPattern(Definitions.named("web")));
        processes.set(10, "web");
        assertThat(polled()).isEqualTo(1);
        processes.end(10);
        processes.set(10, "other");
        assertThat(polled()).isZero();
        processes.end(10);
        processes.set(10, "web");
        assertThat(polled()).isEqualTo(1);
    }

    @Test
    void namesThatChangeAreNoticed() {
        watch(new ProcessPattern(Definitions.named("web")));
        processes.set(10, "shell");
        for (int i = 0; i < 20; i++) {
            assertThat(polled()).isZero();
        }
        processes.set(10, "web");
        assertThat(polled()).isEqualTo(1);
        processes.set(10, "shell");
        assertThat(polled()).isZero();
    }

    @Test
    void aYoungProcessMayChangeItsCommandLineUnderItsName() {
        watch(new ProcessPattern(Definitions.command("sh", ParameterMatch.EXACT, "run")));
        processes.set(10, "sh", 'S', "sh\0start\0");
        assertThat(polled()).isZero();
        processes.set(10, "sh", 'S', "sh\0run\0");
        assertThat(polled()).isEqualTo(1);
    }

    @Test
    void aProcessOfTheHighestNumberOfAnotherPidNamespaceIsFollowed() throws Exception {
        Requirements.requireRoot();
        Requirements.requireCommand("unshare");
        var inside = new ProcessBuilder(
                        "unshare",
                        "--pid",
                        "--fork",
                        "--mount-proc",
                        "--kill-child",
                        "sh",
                        "-c",
                        "echo 4194301 > /proc/sys/kernel/ns_last_pid; sleep 60 & read _; echo $!; read _; kill $!; wait; read _")
                .start();
        try {
            inside.outputWriter().append("\n").flush();
            String number = inside.inputReader().readLine();
            Requirements.require("4194302".equals(number), "process numbers up to 4194304 in a pid namespace");
            long init = inside.children().findFirst().orElseThrow().pid();
            table = new ProcessTable(Path.of("/proc/" + init + "/root/proc"));
            poll = new ProcessPoll(table);
            watch(new ProcessPattern(Definitions.named("sleep")));
            while (polled() == 0) { // it is still the shell's child
                Thread.onSpinWait();
            }
            assertThat(table.isMatching(4194302)).isTrue();
            inside.outputWriter().append("\n").flush();
            while (polled() > 0) {
                Thread.onSpinWait();
            }
        } finally {
            inside.destroyForcibly().waitFor();
        }
    }

    @Test
    void ofVeryManyProcessesAllHaveTheirTurn() {
        watch(new ProcessPattern(Definitions.named("web")));
        int many = 2 * ProcessPoll.LOOKS + 10;
        for (int process = 2; process < many; process++) {
            processes.set(process, "idle");
        }
        for (int i = 0; i < 40; i++) {
            assertThat(polled()).isZero();
        }
        processes.set(2, "web");
        processes.set(many / 2, "web");
        processes.set(many - 1, "web");
        polled();
        polled();
        assertThat(polled()).isEqualTo(3);
    }

    @Test
    void aPollThatFindsNothingNewAllocatesNothing() throws Exception {
        watch(new ProcessPattern(Definitions.named("web")));
        for (int process = 200; process < 250; process++) {
            processes.set(process, "idle");
        }
        assertThat(polled()).isZero();
        assertThat(Allocations.during(50, poll::poll)).isZero();
    }
}
