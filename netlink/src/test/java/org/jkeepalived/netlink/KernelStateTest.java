// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.HardwareAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.netlink.link.OperationalState;
import org.jkeepalived.posix.testing.Allocations;
import org.junit.jupiter.api.Test;

class KernelStateTest {
    private final KernelState state = new KernelState();
    private final RecordingListener events = new RecordingListener();

    private static Link link(int index, String name) {
        return new Link(
                index,
                name,
                Link.IFF_UP,
                1,
                HardwareAddress.NONE,
                HardwareAddress.NONE,
                1500,
                OperationalState.UP,
                true,
                "",
                0,
                0,
                false,
                0);
    }

    private static InterfaceAddress address(int ifIndex, int lastByte) {
        try {
            byte[] bytes = {(byte) 192, 0, 2, (byte) lastByte};
            return InterfaceAddress.of(ifIndex, InetAddress.getByAddress(bytes), 24);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void anUnchangedReportIsNoEvent() {
        state.linkNotified(link(1, "lo"), events);
        state.linkNotified(link(1, "lo"), events);
        state.addressNotified(address(1, 1), events);
        state.addressNotified(address(1, 1), events);
        assertThat(events.taken()).containsExactly("+lo", "+192.0.2.1");
    }

    @Test
    void aRenamedLinkIsFoundUnderItsNewNameOnly() {
        state.linkNotified(link(2, "old"), events);
        state.linkNotified(link(2, "new"), events);
        assertThat(events.taken()).containsExactly("+old", "old>new");
        assertThat(state.link("old")).isNull();
        assertThat(state.link("new").index()).isEqualTo(2);
        assertThat(state.link(2).name()).isEqualTo("new");
    }

    @Test
    void linksThatSwapNamesAreBothFound() {
        state.linkNotified(link(2, "a"), events);
        state.linkNotified(link(3, "b"), events);
        // A notification of the step between may have been lost.
        state.linkNotified(link(2, "b"), events);
        state.linkNotified(link(3, "a"), events);
        assertThat(state.link("b").index()).isEqualTo(2);
        assertThat(state.link("a").index()).isEqualTo(3);
    }

    @Test
    void aLinksAddressesGoBeforeIt() {
        state.linkNotified(link(2, "eth0"), events);
        state.addressNotified(address(2, 1), events);
        state.addressNotified(address(2, 2), events);
        events.taken();
        state.linkDeletionNotified(2, events);
        assertThat(events.taken()).containsExactly("-192.0.2.1", "-192.0.2.2", "-eth0");
        assertThat(state.addresses(2)).isEmpty();
    }

    @Test
    void whatADumpDoesNotMentionIsGone() {
        state.linkNotified(link(1, "lo"), events);
        state.linkNotified(link(2, "eth0"), events);
        state.addressNotified(address(2, 1), events);
        state.addressNotified(address(2, 2), events);
        events.taken();
        state.dumpBegins();
        state.linkDumped(link(2, "eth0"), events);
        state.linkDumped(link(3, "eth1"), events);
        state.forgetLinksNotHeardOf(events);
        state.dumpBegins();
        state.addressDumped(address(2, 2), events);
        state.addressDumped(address(2, 3), events);
        state.forgetAddressesNotHeardOf(events);
        assertThat(events.taken()).containsExactly("+eth1", "-lo", "+192.0.2.3", "-192.0.2.1");
    }

    @Test
    void aNotificationDuringADumpOutweighsItsAnswers() {
        state.addressNotified(address(2, 1), events);
        state.dumpBegins();
        // Deleted, then an older answer arrives that still has it.
        state.addressDeletionNotified(address(2, 1), events);
        state.addressDumped(address(2, 1), events);
        // Added behind the place that the dump has passed.
        state.addressNotified(address(2, 2), events);
        state.forgetAddressesNotHeardOf(events);
        state.dumpEnds();
        assertThat(events.taken()).containsExactly("+192.0.2.1", "-192.0.2.1", "+192.0.2.2");
    }

    @Test
    void linksAreFoundInAnyOrderOfTheirIndexes() {
        IntStream.of(9, 3, 70000, 1, 5).forEach(index -> state.linkNotified(link(index, "l" + index), events));
        IntStream.rangeClosed(100, 200).forEach(index -> state.linkNotified(link(index, "l" + index), events));
        state.linkDeletionNotified(5, events);
        assertThat(state.links()).hasSize(105);
        assertThat(state.link(70000).name()).isEqualTo("l70000");
        assertThat(state.link(5)).isNull();
        assertThat(state.link(4)).isNull();
        assertThat(state.links().stream().map(Link::index)).isSorted();
    }

    @Test
    void findingALinkAllocatesNothing() throws Exception {
        IntStream.rangeClosed(1, 5000).forEach(index -> state.linkNotified(link(index, "l" + index), events));
        int[] found = new int[1];
        assertThat(Allocations.during(5000, () -> {
                    found[0] += state.link(4711).index();
                    found[0] += state.link("l4711").index();
                }))
                .isZero();
    }
}
