// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jkeepalived.config.ConfigurationLoader;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.model.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan is held against its text, which names everything that is in it. */
class ReloadPlanTest {
    private static final String TRACKER = "vrrp_track_process web {\n process nginx\n weight %d\n}\n";

    @TempDir
    private Path directory;

    private Configuration configuration(String text) {
        Path file = directory.resolve("keepalived.conf");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var loaded = ConfigurationLoader.load(file, Environment.of("host", Set.of("eth0", "eth1")));
        return loaded.configuration().orElseThrow(() -> new AssertionError(loaded.diagnostics()));
    }

    private ReloadPlan plan(String before, String after) {
        return ReloadPlan.between(configuration(before), configuration(after));
    }

    /** An instance with the VRID of its number, and one address. */
    private static String instance(int number, String lines) {
        return named("VI_" + number, number, "10.0.0." + number, lines);
    }

    private static String named(String name, int vrid, String address, String lines) {
        return "vrrp_instance %s {\n interface eth0\n virtual_router_id %d\n %s\n virtual_ipaddress {\n %s/24\n }\n}\n"
                .formatted(name, vrid, lines, address);
    }

    private static String group(String members) {
        return "vrrp_sync_group G {\n group {\n" + members + "\n }\n}\n";
    }

    @Test
    void nothingHappensForAnEqualConfiguration() {
        String text = instance(1, "") + instance(2, "priority 90") + group("VI_1\nVI_2") + TRACKER.formatted(5);

        ReloadPlan plan = plan(text, text);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.toString()).isEqualTo("""
                instances: 2 kept
                groups: 1 kept
                trackers: 1 kept
                addresses: 2 kept
                """);
    }

    @Test
    void equalConfigurationsGiveEqualPlans() {
        String before = instance(1, "") + instance(2, "");
        String after = instance(2, "priority 7") + instance(3, "");

        assertThat(plan(before, after)).isEqualTo(plan(before, after));
    }

    @Test
    void aFirstConfigurationIsAdded() {
        assertThat(ReloadPlan.first(configuration(instance(1, ""))).toString()).isEqualTo("""
                instances: 1 added
                    VI_1: added
                addresses: 1 added
                    10.0.0.1/24 dev eth0: added (VI_1)
                """);
    }

    @Test
    void whatChangesInPlaceIsToldInWordsOfTheFile() {
        ReloadPlan plan = plan(
                TRACKER.formatted(5) + instance(1, "priority 100\n nopreempt\n track_process {\n web\n }"),
                TRACKER.formatted(5)
                        + instance(1, "priority 120\n advert_int 2\n garp_master_refresh 60\n notify /bin/true root"));

        assertThat(plan.toString()).isEqualTo("""
                instances: 1 adapted
                    VI_1: adapted
                        priority 100 -> 120
                        advert_int 1 -> 2
                        + preempt
                        - nopreempt
                        garp_master_refresh 0 -> 60
                        + notify "/bin/true" root
                        - track_process web weight 5
                trackers: 1 kept
                addresses: 1 kept
                """);
        assertThat(plan.instances().getFirst().tracksOtherwise()).isTrue();
    }

    @Test
    void aPasswordIsNotTold() {
        String authentication = "version 2\n authentication {\n auth_type PASS\n auth_pass %s\n }";

        assertThat(plan(instance(1, authentication.formatted("old")), instance(1, authentication.formatted("new")))
                        .toString())
                .contains("auth_pass (hidden) -> (hidden)")
                .doesNotContain("old")
                .doesNotContain("new");
    }

    @Test
    void anotherRouterToThePeersIsRestarted() {
        ReloadPlan plan = plan(
                instance(1, "") + instance(2, "version 2") + instance(3, ""),
                named("VI_1", 9, "10.0.0.1", "")
                        + instance(2, "version 3")
                        + instance(3, "unicast_peer {\n 10.0.0.7\n }"));

        assertThat(plan.toString()).isEqualTo("""
                instances: 3 restarted
                    VI_1: restarted
                        because of virtual_router_id 1 -> 9: another router to its peers
                        virtual_router_id 1 -> 9
                    VI_2: restarted
                        because of version 2 -> 3: its adverts are other ones
                        version 2 -> 3
                    VI_3: restarted
                        because of multicast group 224.0.0.18 -> unicast_peer: it is heard elsewhere
                        + unicast_peer 10.0.0.7
                        + unicast_ttl 255
                        - mcast_dst_ip 224.0.0.18
                addresses: 3 kept
                """);
    }

    @Test
    void theSameRouterUnderAnotherNameIsRenamed() {
        ReloadPlan plan =
                plan(instance(1, "") + instance(2, ""), named("web", 1, "10.0.0.1", "priority 7") + instance(2, ""));

        assertThat(plan.toString()).isEqualTo("""
                instances: 1 kept, 1 renamed
                    web (was VI_1): renamed
                        priority 100 -> 7
                addresses: 2 kept
                """);
    }

    @Test
    void namesThatAreSwappedAreTwoRenamings() {
        ReloadPlan plan = plan(
                instance(1, "") + instance(2, ""), named("VI_2", 1, "10.0.0.1", "") + named("VI_1", 2, "10.0.0.2", ""));

        assertThat(plan.instances())
                .extracting(
                        PlannedInstance::fate,
                        instance -> instance.before().orElseThrow().virtualRouterId())
                .containsExactly(tuple(Fate.RENAMED, 1), tuple(Fate.RENAMED, 2));
        assertThat(plan.objects()).extracting(PlannedObject::fate).containsOnly(Fate.KEPT);
    }

    @Test
    void anAddressThatChangesItsInstanceIsMoved() {
        ReloadPlan plan = plan(
                instance(1, "") + instance(2, "virtual_ipaddress_excluded {\n 10.0.0.50/24\n 10.0.0.51/24\n }"),
                instance(1, "virtual_ipaddress_excluded {\n 10.0.0.50/24\n }") + instance(2, ""));

        assertThat(plan.toString()).contains("""
                addresses: 2 kept, 1 moved, 1 removed
                    10.0.0.50/24 dev eth0: moved (VI_2 -> VI_1)
                    10.0.0.51/24 dev eth0: removed (VI_2)
                """);
    }

    @Test
    void addedRemovedAndMovedAroundIsNothingToThoseThatAreKept() {
        ReloadPlan plan = plan(
                instance(1, "") + instance(2, "") + instance(3, ""),
                instance(3, "") + instance(4, "") + instance(1, ""));

        assertThat(plan.instances())
                .extracting(instance -> instance.name() + " " + instance.fate())
                .containsExactly("VI_3 kept", "VI_4 added", "VI_1 kept", "VI_2 removed");
    }

    @Test
    void aTrackerThatChangesConcernsThoseThatLookAtItOnly() {
        String looking = instance(1, "track_process {\n web weight 3\n }");
        ReloadPlan plan = plan(
                "vrrp_track_process web {\n process nginx\n}\n" + looking + instance(2, ""),
                "vrrp_track_process web {\n process nginx\n quorum 2\n}\n" + looking + instance(2, ""));

        assertThat(plan.instances()).extracting(PlannedInstance::fate).containsOnly(Fate.KEPT);
        assertThat(plan.instances())
                .extracting(PlannedInstance::tracksOtherwise)
                .containsExactly(true, false);
        assertThat(plan.toString()).contains("""
                trackers: 1 adapted
                    vrrp_track_process web: adapted
                        quorum 1 -> 2
                """);
    }

    @Test
    void whatAGroupTracksConcernsItsMembers() {
        String tracking = "vrrp_sync_group G {\n group {\n VI_1\n }\n track_interface {\n eth1\n }\n}\n";
        ReloadPlan plan =
                plan(instance(1, "") + instance(2, "") + group("VI_1"), instance(1, "") + instance(2, "") + tracking);

        assertThat(plan.instances())
                .extracting(PlannedInstance::tracksOtherwise)
                .containsExactly(true, false);
        assertThat(plan.toString()).contains("""
                groups: 1 adapted
                    vrrp_sync_group G: adapted
                        + track_interface eth1 weight 0
                """);
    }

    @Test
    void globalChangesSayWhetherTheyWaitForTheNextStart() {
        ReloadPlan plan = plan(
                "global_defs {\n router_id a\n vrrp_startup_delay 5\n}\n" + instance(1, ""),
                "global_defs {\n router_id b\n}\n" + instance(1, ""));

        assertThat(plan.toString()).contains("""
                global settings: 2 changed
                    router_id a -> b
                    vrrp_startup_delay 5 -> 0 (takes effect when the daemon starts again)
                """);
    }
}
