// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.Route;
import org.jkeepalived.config.model.VrrpInstance;
import org.junit.jupiter.api.Test;

/** What depends on the machine that a file is read on: kinds of interfaces, files, processors. */
class MachineTest {
    private final FilesInMemory machine = new FilesInMemory();

    private Loaded load(String text) {
        return machine.with(FilesInMemory.MAIN.toString(), text).load();
    }

    private static String instance(String name, int id, String lines) {
        return "vrrp_instance " + name + " {\n virtual_router_id " + id + "\n" + lines + "\n}\n";
    }

    private static String router(String lines) {
        return instance("V", 5, "interface eth0\n virtual_ipaddress {\n 10.0.0.1/24\n}\n" + lines);
    }

    private static VrrpInstance last(Loaded loaded) {
        return loaded.configuration().orElseThrow().instances().getLast();
    }

    @Test
    void anExistingInterfaceIsTakenOverWhenItIsOfTheRightKind() {
        for (var right : new String[] {"use_vmac vmac1", "use_ipvlan ipvlan1 10.0.0.9", "use_vmac new1"}) {
            var loaded = load(router(right));
            assertThat(loaded.exitCode()).as(right).isZero();
            assertThat(last(loaded).virtualInterface().orElseThrow().name()).isPresent();
        }
        for (var wrong : new String[] {"use_vmac eth1", "use_vmac macvlan1", "use_ipvlan vmac1 10.0.0.9"}) {
            var loaded = load(router(wrong));
            assertThat(loaded.exitCode()).as(wrong).isEqualTo(Findings.EXIT_COMPLAINTS);
            assertThat(loaded.diagnostics().plain()).contains("already exists and is not");
            assertThat(last(loaded).virtualInterface().orElseThrow().name()).isEmpty();
        }
    }

    @Test
    void aMacvlanNeedsEthernet() {
        var loaded = load(instance(
                "V", 5, "interface tun0\n use_vmac\n unicast_peer {\n10.0.0.2\n}\n virtual_ipaddress {\n 10.0.0.1\n}"));
        assertThat(loaded.diagnostics().plain())
                .contains("(V): vmacs are only supported on Ethernet type interfaces\n");
        assertThat(last(loaded).stuckInFault()).isTrue();
    }

    @Test
    void announcementsOfAMacvlanCannotBeLimitedOnTheirOwn() {
        var loaded = load("garp_group {\n garp_interval 0.5\n interface vmac1\n interface eth0\n}\n"
                + "linkbeat_interfaces {\n vmac1\n eth1\n}\n" + router(""));
        var settings = loaded.configuration().orElseThrow().interfaceSettings();
        assertThat(loaded.diagnostics().plain()).contains("Line 3) Cannot specify garp_delay on a vmac (vmac1)");
        assertThat(settings.garpGroups().getFirst().interfaces()).containsExactly("eth0");
        assertThat(settings.linkbeats())
                .extracting(InterfaceSettings.Linkbeat::interfaceName)
                .containsExactly("eth1");
    }

    @Test
    void aRouteWantsAVrfForAVrf() {
        var routes = "static_routes {\n 10.9.0.0/24 via 10.0.0.9 dev eth0 vrf vrf1\n}\n";
        var loaded = load(routes + router(""));
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.configuration().orElseThrow().staticEntries().routes())
                .extracting(Route::vrf)
                .singleElement()
                .isEqualTo(Optional.of("vrf1"));
        loaded = load(routes.replace("vrf1", "eth1") + router(""));
        assertThat(loaded.diagnostics().plain()).contains("Route specified VRF eth1 is not a VRF");
        assertThat(loaded.configuration().orElseThrow().staticEntries().routes())
                .isEmpty();
    }

    @Test
    void instancesThatShareAMacvlanWithoutAGroupAreNotBothRun() {
        var first = router("use_vmac");
        var second =
                instance("W", 5, "interface eth1\n virtual_ipaddress {\n 10.0.1.1\n 10.0.0.2/24 dev eth0 use_vmac\n}");
        var loaded = load(first + second);
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.diagnostics().plain())
                .contains("(V) VIP/eVIP 10.0.0.1/24 uses same VMAC as VRRP instance W VIP/eVIP 10.0.0.2/24,"
                        + " disabling W");
        assertThat(last(loaded).stuckInFault()).isTrue();
        assertThat(loaded.configuration().orElseThrow().instances().getFirst().stuckInFault())
                .isFalse();
        loaded = load(first + second.replace("dev eth0 use_vmac", "dev eth0"));
        assertThat(last(loaded).stuckInFault()).isFalse();
        loaded = load(first + second + "vrrp_sync_group G {\n group {\n V\n W\n }\n}\n");
        assertThat(last(loaded).stuckInFault()).isFalse();
        loaded = load(second + first);
        assertThat(loaded.diagnostics().plain())
                .contains("(W) VIP/eVIP 10.0.0.2/24 uses same VMAC as VRRP instance V, disabling V");
        assertThat(last(loaded).stuckInFault()).isTrue();
    }

    @Test
    void aKeyFileIsForItsOwnerOnly() {
        var hmac = router("auth_hmac {\n key 1 file:/srv/key\n active_key 1\n}");
        machine.with("/srv/key", "0123456789abcdef0123456789abcdef\n");
        machine.host().program("/srv/key", 0600, Account.ROOT);
        assertThat(load(hmac).exitCode()).isZero();
        machine.host().program("/srv/key", 0640, Account.ROOT);
        var loaded = load(hmac);
        assertThat(loaded.exitCode()).isEqualTo(Findings.EXIT_SECURITY);
        assertThat(loaded.diagnostics().plain())
                .contains("(V) auth_hmac key file '/srv/key' is readable by group or others");
        assertThat(last(loaded).hmac()).as("it is used all the same").isPresent();
        machine.with("/srv/key", "0123456789".repeat(14));
        assertThat(load(hmac).diagnostics().plain()).contains("is too large");
    }

    @Test
    void scriptsAtStartAndStopAreLookedAtOnTheirOwn() {
        var loaded = load("global_defs {\n startup_script /bin/start\n}\n");
        assertThat(loaded.exitCode()).isEqualTo(Findings.EXIT_SECURITY);
        assertThat(loaded.diagnostics().plain())
                .contains("SECURITY VIOLATION - start/shutdown scripts are being executed but script_security not");
        var secure = "global_defs {\n enable_script_security\n shutdown_script %s root\n}\n";
        loaded = load(secure.formatted("/bin/stop") + router(""));
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.configuration()
                        .orElseThrow()
                        .global()
                        .lifecycleScripts()
                        .shutdown())
                .isPresent();
        loaded = load(secure.formatted("/srv/open/check") + router(""));
        assertThat(loaded.diagnostics().plain()).contains("Unsafe permissions found for script '/srv/open/check'");
        assertThat(loaded.configuration()
                        .orElseThrow()
                        .global()
                        .lifecycleScripts()
                        .shutdown())
                .isEmpty();
    }

    @Test
    void processorsAreThoseOfTheMachine() {
        assertThat(load("global_defs {\n vrrp_cpu_affinity 0 3\n}\n" + router(""))
                        .exitCode())
                .isZero();
        var loaded = load("global_defs {\n vrrp_cpu_affinity 0 4\n}\n" + router(""));
        assertThat(loaded.diagnostics().plain()).contains("Line 2) Invalid cpu_id:4 specified for vrrp process");
        assertThat(loaded.configuration().orElseThrow().global().process().cpus())
                .isEmpty();
    }

    @Test
    void copiesOfTheConfigurationWantADirectory() {
        for (var wrong : new String[] {"/etc/passwd", "/tmp/none/none"}) {
            var loaded = load("global_defs {\n config_save_dir " + wrong + "\n}\n" + router(""));
            assertThat(loaded.exitCode()).as(wrong).isEqualTo(Findings.EXIT_COMPLAINTS);
            assertThat(loaded.configuration().orElseThrow().global().system().configSaveDirectory())
                    .isEmpty();
        }
        assertThat(load("global_defs {\n config_save_dir /tmp/new/\n}\n" + router(""))
                        .configuration()
                        .orElseThrow()
                        .global()
                        .system()
                        .configSaveDirectory())
                .hasValue("/tmp/new");
    }

    @Test
    void allGroupsOfAUserCountWhenTheFileSaysSo() {
        var member = new Account(1_000, 1_000);
        machine.host().user("member", member).program("/srv/check", 0750, new Account(0, HostInMemory.CHECKERS));
        var text = "%svrrp_script s {\n script /srv/check\n user member %s\n}\n" + router("track_script {\n s\n}");
        assertThat(last(load(text.formatted("", ""))).tracking().scripts()).isEmpty();
        assertThat(last(load(text.formatted("", ":"))).tracking().scripts()).hasSize(1);
        assertThat(last(load(text.formatted("global_defs {\n set_supplementary_groups\n}\n", "")))
                        .tracking()
                        .scripts())
                .hasSize(1);
    }
}
