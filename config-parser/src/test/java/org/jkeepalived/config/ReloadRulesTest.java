// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.config.model.Configuration;
import org.junit.jupiter.api.Test;

/** What may not take the place of a configuration that runs. */
class ReloadRulesTest {
    private final FilesInMemory machine = new FilesInMemory();

    private static String router(String name, int id, String interfaceName) {
        return "vrrp_instance " + name + " {\n virtual_router_id " + id + "\n interface " + interfaceName
                + "\n virtual_ipaddress {\n 10.0.0." + id + "/24\n}\n}\n";
    }

    private Loaded load(String text) {
        return machine.with(FilesInMemory.MAIN.toString(), text).load();
    }

    private String refusals(String running, String next) {
        return refusals(load(running), load(next), false);
    }

    private static String refusals(Loaded running, Loaded next, boolean namespaceGiven) {
        Configuration configuration = running.configuration().orElseThrow();
        return ReloadRules.refusals(configuration, running.missing(), next, namespaceGiven)
                .plain();
    }

    @Test
    void anotherConfigurationThatCanRunIsWelcome() {
        assertThat(refusals(router("A", 1, "eth0"), router("B", 2, "eth1"))).isEmpty();
    }

    @Test
    void whatKeepalivedMerelyComplainsOfIsNoReason() {
        assertThat(refusals(router("A", 1, "eth0"), router("A", 1, "eth0") + "no_such_keyword 1\n"))
                .isEmpty();
    }

    @Test
    void anInterfaceThatDoesNotExistIsNamedWithItsPlace() {
        assertThat(refusals(router("A", 1, "eth0"), router("A", 1, "nosuch0")))
                .isEqualTo("(/etc/keepalived/keepalived.conf: Line 3) Interface nosuch0 does not exist\n");
        assertThat(refusals(
                        router("A", 1, "eth0"),
                        router("A", 1, "eth0") + "vrrp_instance B {\n track_interface {\n nosuch1\n}\n interface eth0\n"
                                + " virtual_router_id 2\n virtual_ipaddress {\n 10.0.0.2\n}\n}\n"))
                .contains("Interface nosuch1 does not exist");
    }

    @Test
    void anInterfaceThatMayComeLaterIsNoReason() {
        assertThat(refusals(
                        router("A", 1, "eth0"), "global_defs {\n dynamic_interfaces\n}\n" + router("A", 1, "nosuch0")))
                .isEmpty();
    }

    @Test
    void anInterfaceThatHasGoneWhileItWasInUseHindersNoReload() {
        assertThat(refusals(router("A", 1, "gone0"), router("A", 1, "gone0") + router("B", 2, "eth0")))
                .isEmpty();
    }

    @Test
    void aFileWithoutInstancesDoesNotEndThoseThatRun() {
        assertThat(refusals(router("A", 1, "eth0"), "")).isEqualTo("There is no vrrp_instance in it\n");
        assertThat(refusals(router("A", 1, "eth0"), "\0\1\u00ff{{{{")).contains("There is no vrrp_instance in it\n");
        assertThat(refusals("", "global_defs {\n}\n")).isEmpty();
    }

    @Test
    void anIncludedFileThatCannotBeReadAnyMoreIsAReason() {
        Loaded running = machine.with("/etc/keepalived/more.conf", router("B", 2, "eth1"))
                .with(FilesInMemory.MAIN.toString(), "include more.conf\n" + router("A", 1, "eth0"))
                .load();
        Loaded next = machine.withUnreadable("/etc/keepalived/more.conf").load();
        assertThat(refusals(running, next, false))
                .isEqualTo("(/etc/keepalived/keepalived.conf: Line 1)"
                        + " Included file '/etc/keepalived/more.conf' cannot be read\n");
        assertThat(refusals(next, next, false)).as("it never could").isEmpty();
    }

    @Test
    void namespaceAndInstanceNameNeedARestart() {
        String router = router("A", 1, "eth0");
        String next = "net_namespace blue\ninstance other\n" + router;
        assertThat(refusals(router, next))
                .contains("Cannot change network namespace at a reload - please restart keepalived")
                .contains("Cannot change instance name at a reload - please restart keepalived");
        assertThat(refusals(load(router), load(next), true)).doesNotContain("network namespace");
    }

    @Test
    void withTheCheckEveryComplaintIsAReason() {
        String checked = "global_defs {\n reload_check_config /tmp/check.log\n}\n" + router("A", 1, "eth0");
        assertThat(refusals(checked, checked)).isEmpty();
        assertThat(refusals(checked, checked + "no_such_keyword 1\n"))
                .isEqualTo("New config failed validation, see /tmp/check.log for details\n");
    }
}
