// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.netlink.address.AddressKey;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class AddressReconcilerTest {
    private final FakeKernel kernel = new FakeKernel();
    private final AddressReconciler reconciler = new AddressReconciler(
            kernel, name -> name.equals("eth0") ? 2 : name.equals("eth1") ? 3 : 0, NOPLogger.NOP_LOGGER);
    private final RecordingOwner first = new RecordingOwner();
    private final RecordingOwner second = new RecordingOwner();

    private static VirtualAddress address(String text) {
        return VirtualAddress.of(InetAddress.ofLiteral(text), 24, "eth0").build();
    }

    private static AddressKey key(VirtualAddress address) {
        return KernelAddress.of(address, 2).key();
    }

    @Test
    void aClaimAddsWhatIsMissingAndReportsOnceAllIsThere() {
        kernel.present.add(key(address("10.0.0.1")));
        reconciler.claim(first, List.of(address("10.0.0.1"), address("10.0.0.2")));
        reconciler.reconcile();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.2");
        assertThat(first.events).isEmpty();
        assertThat(reconciler.isSettled()).isFalse();
        kernel.answerAll();
        reconciler.reconcile();
        assertThat(first.events).containsExactly("installed");
        assertThat(reconciler.isSettled()).isTrue();
    }

    @Test
    void aClaimOfNothingNewIsReportedToo() {
        reconciler.claim(first, List.of());
        reconciler.reconcile();
        assertThat(first.events).containsExactly("installed");
    }

    @Test
    void aReleaseRemoves() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        reconciler.release(first);
        reconciler.reconcile();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1", "remove 10.0.0.1");
    }

    @Test
    void anAddressThatChangesItsOwnerInOneTurnStaysInTheKernel() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        kernel.takeRequests();
        reconciler.release(first);
        reconciler.claim(second, List.of(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).isEmpty();
        assertThat(second.events).containsExactly("installed");
        reconciler.release(first);
        settle();
        assertThat(kernel.takeRequests()).isEmpty();
    }

    @Test
    void anAddressWithTwoOwnersGoesWithTheLast() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        reconciler.claim(second, List.of(address("10.0.0.1")));
        settle();
        reconciler.release(first);
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1");
        reconciler.release(second);
        settle();
        assertThat(kernel.takeRequests()).containsExactly("remove 10.0.0.1");
    }

    @Test
    void aSecondClaimReplacesTheFirst() {
        reconciler.claim(first, List.of(address("10.0.0.1"), address("10.0.0.2")));
        settle();
        kernel.takeRequests();
        reconciler.claim(first, List.of(address("10.0.0.2"), address("10.0.0.3")));
        settle();
        assertThat(kernel.takeRequests()).containsExactlyInAnyOrder("add 10.0.0.3", "remove 10.0.0.1");
    }

    @Test
    void anAddressThatIsToBeOtherwiseIsSetAnewByWhoClaimsIt() {
        VirtualAddress plain = address("10.0.0.1");
        VirtualAddress labelled = VirtualAddress.of(plain.address(), 24, "eth0")
                .label(Optional.of("eth0:1"))
                .build();
        reconciler.claim(first, List.of(plain));
        settle();
        kernel.takeRequests();
        first.events.clear();
        reconciler.removeStale(List.of(labelled));
        settle();
        assertThat(kernel.takeRequests()).isEmpty();
        reconciler.claim(first, List.of(labelled));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("remove 10.0.0.1", "add 10.0.0.1");
        assertThat(first.events).containsExactly("installed");
        reconciler.claim(first, List.of(labelled));
        settle();
        assertThat(kernel.takeRequests()).isEmpty();
    }

    @Test
    void aReleaseBeforeTheAnswerFollowsTheRequest() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        reconciler.reconcile();
        reconciler.release(first);
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1", "remove 10.0.0.1");
        assertThat(kernel.present).isEmpty();
        assertThat(first.events).isEmpty();
    }

    @Test
    void anAddressThatSomebodyElseRemovesComesBack() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        kernel.takeRequests();
        first.events.clear();
        kernel.present.clear();
        reconciler.addressRemoved(key(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1");
        assertThat(first.events).containsExactly("lost 10.0.0.1", "installed");
    }

    @Test
    void anAddressThatSomebodyElseRemovesBeforeTheAnswerIsReadComesBackToo() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        reconciler.reconcile();
        kernel.answerAll();
        kernel.present.clear();
        reconciler.addressRemoved(key(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1", "add 10.0.0.1");
        assertThat(first.events).containsExactly("installed");
    }

    @Test
    void anAddressThatNeverAppearsIsGivenUp() {
        kernel.swallow = true;
        reconciler.claim(first, List.of(address("10.0.0.1")));
        for (int i = 0; i < 50; i++) {
            settle();
        }
        assertThat(kernel.takeRequests()).hasSizeBetween(2, 20);
        assertThat(reconciler.isSettled()).isTrue();
    }

    @Test
    void ourOwnRemovalAndReturnIsNoLoss() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        first.events.clear();
        // The report of an earlier removal arrives when the address is there again.
        reconciler.addressRemoved(key(address("10.0.0.1")));
        settle();
        assertThat(first.events).isEmpty();
    }

    @Test
    void aRefusedAddressIsReportedAndNotAskedForAgain() {
        kernel.refuse = true;
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        assertThat(first.events).containsExactly("refused 10.0.0.1", "installed");
        reconciler.addressRemoved(key(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1");
    }

    @Test
    void staleAddressesAreRemovedUnlessClaimed() {
        kernel.present.add(key(address("10.0.0.1")));
        kernel.present.add(key(address("10.0.0.2")));
        reconciler.claim(first, List.of(address("10.0.0.2")));
        reconciler.removeStale(List.of(address("10.0.0.1"), address("10.0.0.2"), address("10.0.0.3")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("remove 10.0.0.1");
    }

    @Test
    void remnantsAreRemovedUnlessClaimedAndThenForgotten() {
        kernel.present.add(key(address("10.0.0.1")));
        kernel.present.add(key(address("10.0.0.2")));
        reconciler.removeRemnants(
                List.of(KernelAddress.of(address("10.0.0.1"), 2), KernelAddress.of(address("10.0.0.2"), 2)));
        assertThat(reconciler.isVirtual(key(address("10.0.0.1"))))
                .as("not a source of adverts while it is there")
                .isTrue();
        reconciler.claim(first, List.of(address("10.0.0.2")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("remove 10.0.0.1");
        assertThat(first.events).containsExactly("installed");
        assertThat(reconciler.isVirtual(key(address("10.0.0.1")))).isFalse();
        assertThat(reconciler.isVirtual(key(address("10.0.0.2")))).isTrue();
    }

    @Test
    void aRemnantThatIsClaimedWhileItGoesComesBack() {
        kernel.present.add(key(address("10.0.0.1")));
        reconciler.removeRemnants(List.of(KernelAddress.of(address("10.0.0.1"), 2)));
        reconciler.reconcile();
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("remove 10.0.0.1", "add 10.0.0.1");
        assertThat(kernel.present).containsExactly(key(address("10.0.0.1")));
        assertThat(first.events).containsExactly("installed");
    }

    @Test
    void whileReportsAreMissingNothingIsTakenForGranted() {
        kernel.present.add(key(address("10.0.0.1")));
        kernel.current = false;
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        reconciler.release(first);
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1", "remove 10.0.0.1");
    }

    @Test
    void anAddressThatIsRemovedWhileTheStateIsReadAnewComesBack() {
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        kernel.takeRequests();
        kernel.current = false;
        kernel.present.clear();
        reconciler.addressRemoved(key(address("10.0.0.1")));
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1");
    }

    @Test
    void whatIsGivenUpOnIsTriedAgainAfterTheStateWasReadAnew() {
        kernel.swallow = true;
        reconciler.claim(first, List.of(address("10.0.0.1")));
        for (int turn = 0; turn < 20; turn++) {
            settle();
        }
        assertThat(kernel.takeRequests()).hasSize(10);
        kernel.swallow = false;
        reconciler.verify();
        settle();
        assertThat(kernel.takeRequests()).containsExactly("add 10.0.0.1");
        assertThat(kernel.present).containsExactly(key(address("10.0.0.1")));
    }

    @Test
    void anAddressOfOursGoesAlsoIfItsReportWasLost() {
        kernel.swallow = true; // it is there, but the kernel's report of it is missing
        reconciler.claim(first, List.of(address("10.0.0.1")));
        settle();
        reconciler.release(first);
        settle();
        assertThat(kernel.takeRequests()).endsWith("remove 10.0.0.1");
    }

    @Test
    void anInterfaceThatDoesNotExistIsLeftOut() {
        reconciler.claim(
                first,
                List.of(VirtualAddress.of(InetAddress.ofLiteral("10.0.0.1"), 24, "eth9")
                        .build()));
        settle();
        assertThat(kernel.takeRequests()).isEmpty();
        assertThat(first.events).containsExactly("installed");
    }

    private void settle() {
        reconciler.reconcile();
        kernel.answerAll();
        reconciler.reconcile();
    }

    private static final class FakeKernel implements AddressReconciler.Kernel {
        final Set<AddressKey> present = new HashSet<>();
        final List<String> requests = new ArrayList<>();
        final Queue<Runnable> answers = new ArrayDeque<>();
        boolean refuse;
        boolean swallow;
        boolean current = true;

        @Override
        public boolean refresh() {
            return current;
        }

        @Override
        public boolean has(AddressKey key) {
            return present.contains(key);
        }

        @Override
        public void add(InterfaceAddress address, AddressReconciler.Outcome outcome) {
            requests.add("add " + address.local().getHostAddress());
            answers.add(() -> {
                if (!refuse && !swallow) {
                    present.add(address.key());
                }
                outcome.settled(refuse ? Optional.of("refused") : Optional.empty());
            });
        }

        @Override
        public void remove(InterfaceAddress address, AddressReconciler.Outcome outcome) {
            requests.add("remove " + address.local().getHostAddress());
            answers.add(() -> {
                present.remove(address.key());
                outcome.settled(Optional.empty());
            });
        }

        void answerAll() {
            while (!answers.isEmpty()) {
                answers.remove().run();
            }
        }

        List<String> takeRequests() {
            List<String> taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    private static final class RecordingOwner implements AddressOwner {
        final List<String> events = new ArrayList<>();

        @Override
        public void addressesInstalled() {
            events.add("installed");
        }

        @Override
        public void addressRefused(VirtualAddress address, String cause) {
            events.add("refused " + address.address().getHostAddress());
        }

        @Override
        public void addressLost(VirtualAddress address) {
            events.add("lost " + address.address().getHostAddress());
        }
    }
}
