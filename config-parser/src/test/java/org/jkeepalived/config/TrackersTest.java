// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.groups.Tuple;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.Identity;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.TrackGroup;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.jkeepalived.config.model.TrackScript;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Weight;
import org.junit.jupiter.api.Test;

/** What becomes of trackers, groups and who uses them in the model. */
class TrackersTest {
    private static final String SCRIPT = "vrrp_script s {\n script /bin/check\n weight 7 reverse\n}\n";

    private static Configuration configuration(String text) {
        return FilesInMemory.load(text).configuration().orElseThrow();
    }

    private static String instance(String name, int id, String lines) {
        return "vrrp_instance %s {\n interface eth0\n virtual_router_id %d\n%s\n virtual_ipaddress {\n  10.0.0.%d\n }\n}\n"
                .formatted(name, id, lines, id);
    }

    @Test
    void aScriptWithoutAnythingHasKeepalivedsDefaults() {
        var script = configuration("""
                vrrp_script s {
                 script "/bin/check 'a b' c"
                }
                """).trackers().scripts().getFirst();
        assertThat(script)
                .isEqualTo(new TrackScript(
                        "s",
                        new Script(List.of("/bin/check", "a b", "c"), Optional.empty(), Account.ROOT, "/bin/check"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        1,
                        Weight.NONE,
                        false));
    }

    @Test
    void aScriptsTimesAreMillisecondsAndItsTimeoutFollowsTheInterval() {
        var script = configuration(
                        "vrrp_script s {\n script /bin/check\n interval 2.5\n rise 3\n fall 4\n user nobody\n init_fail\n}\n")
                .trackers()
                .scripts()
                .getFirst();
        assertThat(script.interval()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(script.timeout()).isEqualTo(script.interval());
        assertThat(script.rise()).isEqualTo(3);
        assertThat(script.fall()).isEqualTo(4);
        assertThat(script.initFail()).isTrue();
        assertThat(script.script().identity()).contains(new Identity("nobody", Optional.empty()));
        assertThat(script.script().account()).isEqualTo(HostInMemory.nobody());
    }

    @Test
    void aProcessWithParametersIsLookedForByItsCommandLine() {
        var process = configuration("""
                vrrp_track_process p {
                 process haproxy -f "a b"
                 quorum 2
                 quorum_max 4
                 delay 0.5
                 terminate_delay 3
                 weight -20
                }
                """).trackers().processes().getFirst();
        assertThat(process)
                .isEqualTo(new TrackProcess(
                        "p",
                        "haproxy",
                        List.of("-f", "a b"),
                        ParameterMatch.EXACT,
                        true,
                        2,
                        OptionalInt.of(4),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500),
                        new Weight(-20, false)));
    }

    @Test
    void aQuorumMaximumOfNoneAsksForNoProcessAtAll() {
        var process = configuration("vrrp_track_process p {\n process haproxy\n quorum_max 0\n}\n")
                .trackers()
                .processes()
                .getFirst();
        assertThat(process.quorum()).isZero();
        assertThat(process.quorumMax()).hasValue(0);
    }

    @Test
    void aFileWeighsOneUnlessItSaysOtherwise() {
        var files = configuration("""
                track_file f {
                 file /run/f
                 init_file 5 overwrite
                }
                vrrp_track_file g {
                 file /run/g
                 weight 0
                }
                """).trackers().files();
        assertThat(files)
                .containsExactly(
                        new TrackFile("f", "/run/f", Weight.ONE, Optional.of(new TrackFile.Initial(5, true))),
                        new TrackFile("g", "/run/g", Weight.NONE, Optional.empty()));
    }

    @Test
    void aSessionForCheckersAloneIsNoTracker() {
        var sessions = configuration("""
                bfd_instance a {
                 neighbor_ip 192.0.2.1
                 checker
                }
                bfd_instance b {
                 neighbor_ip 192.0.2.2
                 checker
                 vrrp
                }
                bfd_instance c {
                 neighbor_ip fe80::3
                }
                """).trackers().bfdInstances();
        assertThat(sessions).extracting("name", "ttl").containsExactly(Tuple.tuple("b", 255), Tuple.tuple("c", 64));
    }

    @Test
    void aListTakesTheTrackersWeightUnlessItHasItsOwn() {
        var configuration = configuration(SCRIPT
                + instance("A", 1, "track_script {\n s\n}")
                + instance("B", 2, "track_script {\n s weight 3\n}")
                + instance("C", 3, "track_script {\n s weight 3 noreverse\n}"));
        assertThat(configuration.instances())
                .extracting(instance -> instance.tracking().scripts().getFirst().weight())
                .containsExactly(new Weight(7, true), new Weight(3, true), new Weight(3, false));
    }

    @Test
    void aMemberWatchesWhatItsGroupWatchesWithTheGroupsWeight() {
        var configuration = configuration(SCRIPT
                + "track_file f {\n file /run/f\n}\n"
                + "vrrp_sync_group G {\n group {\n  A\n  B\n }\n sync_group_tracking_weight\n"
                + " track_script {\n  s weight 5\n }\n track_interface {\n  eth0\n  eth1\n }\n}\n"
                + instance("A", 1, "track_script {\n s weight 0\n}\ntrack_file {\n f\n}")
                + instance("B", 2, "track_script {\n s weight 9\n}"));
        var a = configuration.tracking(configuration.instance("A").orElseThrow());
        var b = configuration.tracking(configuration.instance("B").orElseThrow());
        assertThat(a.scripts()).containsExactly(new Tracked("s", new Weight(0, true)));
        assertThat(a.files()).containsExactly(new Tracked("f", Weight.ONE));
        assertThat(b.scripts()).containsExactly(new Tracked("s", new Weight(5, true)));
        assertThat(a.interfaces())
                .as("the own interface needs no tracking")
                .containsExactly(new Tracked("eth1", Weight.NONE));
    }

    @Test
    void aGroupsPriorityNotificationsAreItsMembersDefault() {
        var configuration = configuration("vrrp_sync_group G {\n group {\n  A\n  B\n }\n notify_priority_changes\n}\n"
                + instance("A", 1, "")
                + instance("B", 2, "notify_priority_changes off")
                + instance("C", 3, ""));
        assertThat(configuration.instances())
                .extracting(instance -> instance.name() + instance.notifyPriorityChanges())
                .containsExactly("Atrue", "Bfalse", "Cfalse");
    }

    @Test
    void aGroupKeepsTheMembersThatExistAndItsScripts() {
        var configuration = configuration("global_defs {\n smtp_alert\n}\n"
                + "vrrp_sync_group G {\n group {\n  A\n  X\n }\n notify /bin/n\n notify_master /bin/m nobody\n}\n"
                + "vrrp_sync_group H {\n group {\n  A\n }\n}\n"
                + instance("A", 1, ""));
        assertThat(configuration.syncGroups()).hasSize(1);
        var group = configuration.syncGroups().getFirst();
        assertThat(group.members()).containsExactly("A");
        assertThat(group.smtpAlert()).as("the default of global_defs").isTrue();
        assertThat(group.notifyScripts().any().orElseThrow().command()).containsExactly("/bin/n");
        assertThat(group.notifyScripts().master().orElseThrow().account()).isEqualTo(HostInMemory.nobody());
        assertThat(configuration.syncGroupOf(configuration.instances().getFirst()))
                .map(SyncGroup::name)
                .contains("G");
    }

    @Test
    void aTrackGroupKeepsTheInstancesThatExistWhereverTheyStand() {
        var configuration = configuration("track_group T {\n group {\n  X A\n }\n}\n" + instance("A", 1, ""));
        assertThat(configuration.trackGroups()).containsExactly(new TrackGroup("T", List.of("A")));
    }

    @Test
    void everyTrackedInterfaceIsOneThatIsNeeded() {
        var configuration = configuration("vrrp_sync_group G {\n group {\n  A\n }\n track_interface {\n  lo\n }\n}\n"
                + instance("A", 1, "track_interface {\n eth1\n}"));
        assertThat(configuration.interfaceNames()).containsExactly("eth0", "eth1", "lo");
    }

    @Test
    void whatAddressesRoutesAndRulesNeedIsTrackedUnlessTheFileSaysOtherwise() {
        var configuration = configuration("""
                global_defs {
                 dynamic_interfaces
                }
                """ + instance("A", 1, """
                track_interface {
                 eth3 weight 20
                 eth4 weight 0 reverse
                }
                virtual_ipaddress_excluded {
                 10.0.1.1 dev eth1
                 10.0.2.1 dev eth2 no_track
                 10.0.3.1 dev eth3
                 10.0.4.1 dev eth4
                }
                virtual_routes {
                 10.1.0.0/16 dev eth5
                 10.2.0.0/16 dev eth6 no_track
                 10.3.0.0/16 dev eth0
                }
                virtual_rules {
                 from 10.0.0.1 iif eth7 oif eth8 table 10
                }
                """));
        assertThat(configuration.tracking(configuration.instances().getFirst()).interfaces())
                .containsExactly(
                        new Tracked("eth3", Weight.NONE),
                        new Tracked("eth4", new Weight(0, true)),
                        new Tracked("eth1", Weight.NONE),
                        new Tracked("eth5", Weight.NONE),
                        new Tracked("eth7", Weight.NONE),
                        new Tracked("eth8", Weight.NONE));
        assertThat(configuration.interfaceNames()).contains("eth7", "eth8");
    }

    @Test
    void theInterfacesOfStaticEntriesAreTrackedByTheInstancesOfTheirGroup() {
        var configuration = configuration("track_group T {\n group {\n  A\n }\n}\n"
                + "static_ipaddress {\n 10.0.0.1 dev eth1 track_group T\n 10.0.0.2 dev lo\n}\n"
                + instance("A", 1, "")
                + instance("B", 2, ""));
        assertThat(configuration.tracking(configuration.instances().getFirst()).interfaces())
                .containsExactly(new Tracked("eth1", Weight.NONE));
        assertThat(configuration.tracking(configuration.instances().getLast()).interfaces())
                .isEmpty();
    }

    @Test
    void aDelayOfAnInterfaceEndsBeforePeersTakeOver() {
        var text = "interface_up_down_delays {\n eth0 %s\n}\n" + instance("A", 1, "advert_int 2");
        assertThat(configuration(text.formatted("3 1")).interfaceSettings().delays())
                .containsExactly(new InterfaceSettings.Delay("eth0", Duration.ofSeconds(3), Duration.ofSeconds(1)));
        var limit = Duration.ofNanos(3_992_188_000L);
        assertThat(configuration(text.formatted("10 20")).interfaceSettings().delays())
                .containsExactly(new InterfaceSettings.Delay("eth0", limit, Duration.ofSeconds(20)));
        assertThat(configuration(text.formatted("10 10")).interfaceSettings().delays())
                .containsExactly(new InterfaceSettings.Delay("eth0", limit, limit));
    }
}
