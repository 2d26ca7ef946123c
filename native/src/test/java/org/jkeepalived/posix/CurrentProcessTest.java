// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.jkeepalived.posix.testing.Requirements;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.Test;

class CurrentProcessTest {
    @Test
    void theProcessKnowsItsNumberAndItsThreads() {
        assertThat(CurrentProcess.id()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(Path.of("/proc/self/task/" + CurrentProcess.threadId())).exists();
    }

    @Test
    void theProcessIsFoundUnderTheNameItTakes() throws Exception {
        var name = Path.of("/proc/self/comm");
        String before = Files.readString(name).strip();
        CurrentProcess.setName("renamed");
        try {
            assertThat(Files.readString(name)).isEqualTo("renamed\n");
        } finally {
            CurrentProcess.setName(before);
        }
    }

    @Test
    void theMaskIsReturnedWhenItIsReplaced() {
        int before = CurrentProcess.umask(0077);
        assertThat(CurrentProcess.umask(before)).isEqualTo(0077);
    }

    @Test
    void aThreadRunsInRealTimeAndComesBack() throws Exception {
        Requirements.requireRoot();
        int[] priorities = new int[2];
        var thread = new Thread(() -> {
            try {
                Scheduling.setRealtime(0, 10);
                priorities[0] = Scheduling.realtimePriority(0);
                Scheduling.setNormal(0);
                priorities[1] = Scheduling.realtimePriority(0);
            } catch (PosixException failure) {
                priorities[0] = -failure.errno().value();
            }
        });
        thread.start();
        thread.join();
        assertThat(priorities).containsExactly(10, 0);
    }

    @Test
    void aThreadIsConfinedToProcessors() throws Exception {
        var before = Scheduling.affinity(0);
        var first = new BitSet();
        first.set(before.nextSetBit(0));
        Scheduling.setAffinity(0, first);
        try {
            assertThat(Scheduling.affinity(0)).isEqualTo(first);
        } finally {
            Scheduling.setAffinity(0, before);
        }
    }

    @Test
    void memoryIsLockedAndUnlocked() throws Exception {
        Requirements.requireRoot();
        MemoryLock.lockUsedPages();
        MemoryLock.unlock();
    }

    @Test
    void enteringANamespaceMovesOnlyTheThread() throws Exception {
        try (var namespace = TestNamespace.create()) {
            String inside = namespace.call(() ->
                    Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString());
            assertThat(inside)
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"))
                            .toString());
        }
    }

    @Test
    void aNamespaceThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> NetworkNamespace.open("no-such-namespace"))
                .isInstanceOf(PosixException.class)
                .hasMessage("open /run/netns/no-such-namespace: No such file or directory (ENOENT)");
    }

    @Test
    void accountsAreFoundByNameAndByNumber() throws Exception {
        var root = Accounts.user("root").orElseThrow();
        assertThat(root.id()).isZero();
        assertThat(root.home()).isEqualTo("/root");
        assertThat(Accounts.user(0)).contains(root);
        assertThat(Accounts.groupsOf(root)).contains(0);
        assertThat(Accounts.group("root")).contains(new Accounts.Group("root", 0));
        assertThat(Accounts.group(0)).contains(new Accounts.Group("root", 0));
    }

    @Test
    void anUnknownAccountIsAbsentNotAnError() throws Exception {
        assertThat(Accounts.user("no-such-user")).isEmpty();
        assertThat(Accounts.group("no-such-group")).isEmpty();
        assertThat(Accounts.user(0x7fff_fff0)).isEmpty();
    }
}
