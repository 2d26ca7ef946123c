// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersTest {
    private static final String MULTICAST = """
            vrrp_instance V {
                interface eth0
                virtual_router_id 5
                priority 150
                advert_int 1
                version 2
                virtual_ipaddress {
                    10.0.0.1/24
                    10.0.0.2/24
                }
            }
            """;
    private static final String PEER = MULTICAST.replace("priority 150", "priority 100");

    private static final String UNICAST = """
            vrrp_instance V {
                interface eth0
                virtual_router_id 5
                priority 150
                unicast_src_ip 192.0.2.1
                unicast_peer {
                    192.0.2.2
                }
                virtual_ipaddress {
                    10.0.0.1/24
                }
            }
            """;
    private static final String UNICAST_PEER = UNICAST.replace("192.0.2.1", "192.0.2.x")
            .replace("192.0.2.2", "192.0.2.1")
            .replace("192.0.2.x", "192.0.2.2")
            .replace("150", "100");

    private static List<Diagnostic> compare(String first, String second) {
        return Peers.compare(FilesInMemory.load(first), FilesInMemory.load(second), LintLevel.ALL)
                .all();
    }

    private static List<String> rules(String first, String second) {
        return compare(first, second).stream().map(Diagnostic::rule).toList();
    }

    @Test
    void filesThatFitAreLeftAlone() {
        assertThat(compare(MULTICAST, PEER)).isEmpty();
        assertThat(compare(UNICAST, UNICAST_PEER)).isEmpty();
    }

    @Test
    void theOrderAndTheInterfacesOfAddressesMayDiffer() {
        var other = PEER.replace("10.0.0.1/24", "10.0.0.2/24 dev eth1").replace("10.0.0.2/24\n", "10.0.0.1/24\n");
        assertThat(compare(MULTICAST, other)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_router_id 5, virtual_router_id 6, peer-virtual-router-id, 3",
        "version 2, version 3, peer-version, 6",
        "advert_int 1, advert_int 2, peer-interval, 5",
        "10.0.0.2/24, 10.0.0.3/24, peer-addresses, 7",
        "10.0.0.2/24, 10.0.0.2/25, peer-addresses, 7",
        "priority 100, priority 150, peer-priority, 4",
        "priority 100, priority 100;nopreempt, peer-preemption, 1",
        "priority 100, priority 100;mcast_dst_ip 224.0.0.99, peer-transport, 1",
        "priority 100, priority 100;unicast_peer {;192.0.2.1;}, peer-transport, 1",
        "priority 100, priority 100;authentication {;auth_type PASS;auth_pass x;}, peer-authentication, 1",
        "priority 100, priority 100;virtual_ipaddress_excluded {;10.9.9.9/24;}, peer-excluded-addresses, 1"
    })
    void aDifferenceIsFoundAndShownInBothFiles(String from, String to, String rule, int line) {
        var found = compare(MULTICAST, PEER.replace(from, to.replace(';', '\n')));
        assertThat(found).as(found.toString()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.rule()).isEqualTo(rule);
            assertThat(diagnostic.range().orElseThrow().line()).isEqualTo(line);
            assertThat(diagnostic.related()).hasSize(1);
        });
    }

    @Test
    void unicastPeersHaveToNameEachOther() {
        assertThat(rules(UNICAST, UNICAST_PEER.replace("src_ip 192.0.2.2", "src_ip 192.0.2.3")))
                .containsExactly("peer-unicast");
        assertThat(rules(UNICAST, UNICAST_PEER.replace("    192.0.2.1\n", "    192.0.2.7\n")))
                .containsExactly("peer-unicast");
        assertThat(rules(UNICAST, UNICAST_PEER.replace("    unicast_src_ip 192.0.2.2\n", "")))
                .isEmpty();
    }

    @Test
    void aRouterThatOnlyOneFileHasIsPointedOut() {
        var more = MULTICAST.replace("V {", "W {").replace("_id 5", "_id 9").replace("10.0.0", "10.0.9");
        assertThat(rules(MULTICAST + more, PEER)).containsExactly("peer-missing");
        assertThat(rules(MULTICAST, PEER + more)).containsExactly("peer-missing");
    }

    @Test
    void checksumsOnlyMatterInVersion3() {
        var first = MULTICAST.replace("version 2", "version 3");
        var second = PEER.replace("version 2", "version 3\nv3_checksum_as_v2");
        assertThat(rules(first, second)).containsExactly("peer-checksum");
        assertThat(rules(MULTICAST, PEER.replace("version 2", "version 2\nv3_checksum_as_v2")))
                .isEmpty();
    }

    @Test
    void bothInStateMasterIsNoMatterAsTheElectionWaitsAllTheSame() {
        assertThat(rules(MULTICAST.replace("version 2", "state MASTER"), PEER.replace("version 2", "state MASTER")))
                .isEmpty();
    }

    @Test
    void weightsThatCannotTurnTheElectionArePointedOut() {
        var tracked = "track_interface {\neth1 weight %d\n}\nversion 2";
        assertThat(rules(MULTICAST.replace("version 2", tracked.formatted(-40)), PEER))
                .containsExactly("peer-weights");
        assertThat(rules(MULTICAST.replace("version 2", tracked.formatted(-60)), PEER))
                .isEmpty();
    }

    @Test
    void theSameVirtualRouterMayHaveDifferentNames() {
        assertThat(compare(MULTICAST, PEER.replace("vrrp_instance V", "vrrp_instance OTHER")))
                .isEmpty();
    }
}
