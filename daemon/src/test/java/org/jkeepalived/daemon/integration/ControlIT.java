// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jkeepalived.daemon.integration.RouterState.MASTER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands that ask the running daemon, and the files that a reload has to do with. */
@ExtendWith(TestLanExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ControlIT {
    private static final int REFUSED = 2;
    private static final int NO_DAEMON = 3;
    private static final String OTHER_VIP = "10.50.0.110";

    /** A master, and the commands that ask it. */
    private record Scene(TestNode node, TestDaemon daemon, Path pidFile) {
        static Scene of(TestLan lan, String configuration) {
            TestNode node = lan.node();
            Path pidFile = lan.file("k.pid");
            TestDaemon daemon = node.start(
                    DaemonKind.JKEEPALIVED,
                    configuration,
                    "-p",
                    pidFile.toString(),
                    "-r",
                    lan.file("v.pid").toString());
            daemon.awaitEntering(MASTER);
            node.awaitHolds(Router.VIP4, true);
            return new Scene(node, daemon, pidFile);
        }

        Commands.Result ask(String... arguments) {
            String[] all = new String[arguments.length + 2];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = "-p";
            all[arguments.length + 1] = pidFile.toString();
            return node.run(DaemonKind.JKEEPALIVED, all);
        }
    }

    private static String configuration(Router... routers) {
        return Router.configuration(routers);
    }

    private static Router router() {
        return Router.withPriority(200).intervalSeconds("0.2");
    }

    @Test
    void theCommandsSpeakWithTheDaemonOfThePidFile(TestLan lan) {
        Scene scene = Scene.of(lan, configuration(router()));
        Commands.Result status = scene.ask("status");
        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(status.output()).contains("VI_1: MASTER since", "VRID 51 on eth0", Router.VIP4);
        assertThat(scene.ask("status", "--json").output()).contains("\"state\": \"MASTER\"");

        scene.daemon.rewrite(configuration(router().priority(150).addresses(OTHER_VIP)));
        Commands.Result rehearsal = scene.ask("reload", "--dry-run");
        assertThat(rehearsal.exitCode()).as(rehearsal.output()).isZero();
        assertThat(rehearsal.output()).contains("would be applied", "priority 200 -> 150", OTHER_VIP);
        assertThat(scene.node.holds(Router.VIP4)).isTrue();

        Commands.Result reload = scene.ask("reload", "--wait", "--json");
        assertThat(reload.exitCode()).as(reload.output()).isZero();
        assertThat(reload.output()).contains("\"result\": \"applied\"", "\"fate\": \"adapted\"");
        assertThat(scene.node.holds(OTHER_VIP)).as("it was waited for").isTrue();
        assertThat(scene.node.holds(Router.VIP4)).isFalse();
        assertThat(scene.ask("status").output()).contains("last reload", "in effect");

        assertThat(scene.daemon.terminate()).isZero();
        assertThat(scene.ask("status").exitCode()).isEqualTo(NO_DAEMON);
        assertThat(scene.pidFile.resolveSibling("k.sock")).doesNotExist();
    }

    @Test
    void aConfigurationThatIsRefusedChangesNothing(TestLan lan) {
        Scene scene = Scene.of(lan, configuration(router()));
        String good = configuration(router());
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("Interface nosuch0 does not exist", good.replace("interface eth0", "interface nosuch0"));
        broken.put("no vrrp_instance", "");
        broken.put("10.50.0.300", good.replace(Router.VIP4, "10.50.0.300"));
        broken.put("virtual", good.replace("virtual_router_id 51", ""));
        broken.put("51", configuration(router(), new Router("VI_2").addresses(OTHER_VIP)));
        broken.forEach((complaint, text) -> {
            int states = scene.daemon.states().size();
            scene.daemon.rewrite(text);
            Commands.Result reload = scene.ask("reload", "--wait");
            assertThat(reload.exitCode()).as(complaint + ": " + reload.output()).isEqualTo(REFUSED);
            assertThat(reload.output()).contains("everything is as it was", complaint);
            assertThat(scene.daemon.states()).hasSize(states);
            assertThat(scene.node.holds(Router.VIP4)).isTrue();
        });
        int adverts = lan.wire().adverts(scene.node).size();
        lan.await(
                "further adverts",
                TestDaemon.PATIENCE,
                () -> lan.wire().adverts(scene.node).size() > adverts + 2);
        assertThat(scene.ask("status").output()).contains("VI_1: MASTER", "refused");
    }

    @Test
    void othersFollowAReloadByItsFiles(TestLan lan) throws IOException {
        Path reloadFile = lan.file("busy");
        Path checkLog = lan.file("check.log");
        String globals = "global_defs {\n reload_file " + reloadFile + "\n reload_check_config " + checkLog + "\n}\n";
        Scene scene = Scene.of(lan, globals + configuration(router()));

        Files.writeString(reloadFile, "a signal is on its way");
        scene.daemon.reload(globals + configuration(router().line("frobnicate 1")));
        scene.daemon.awaitLog("New config failed validation, see " + checkLog + " for details");
        assertThat(reloadFile).doesNotExist();
        assertThat(checkLog).content().contains("frobnicate");

        scene.daemon.reload(globals + configuration(router().addresses(OTHER_VIP)));
        scene.node.awaitHolds(OTHER_VIP, true);
        assertThat(checkLog).content().doesNotContain("frobnicate");
    }
}
