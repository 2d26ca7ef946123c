// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.jkeepalived.config.diagnostic.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {
    private static final String HARMLESS = """
            global_defs {
                enable_script_security
                script_user root
            }
            vrrp_script S {
                script /bin/true
                timeout 1
                fall 3
            }
            vrrp_track_process P {
                process sshd
                terminate_delay 1
            }
            vrrp_instance V {
                interface eth0
                virtual_router_id 5
                priority 150
                track_script {
                    S weight 10
                }
                track_process {
                    P
                }
                virtual_ipaddress {
                    10.0.0.1/24
                }
            }
            vrrp_instance W {
                interface eth1
                virtual_router_id 6
                unicast_peer {
                    192.0.2.9
                }
                check_unicast_src
                virtual_ipaddress {
                    10.0.1.1/24
                }
            }
            vrrp_instance X {
                interface eth1
                virtual_router_id 7
                virtual_ipaddress {
                    10.0.2.1/24
                }
            }
            vrrp_sync_group G {
                group {
                    W
                    X
                }
            }
            """;

    /** For each rule a change to the harmless file that it finds, and the line of the finding. */
    private static Map<String, Harm> harms() {
        var harms = new TreeMap<String, Harm>();
        harms.put("address-in-two-instances", new Harm("", "", """
                vrrp_instance Y {
                    interface eth0
                    virtual_router_id 8
                    virtual_ipaddress {
                        10.0.0.1/24
                    }
                }
                """, 56));
        harms.put("address-without-prefix", new Harm("10.0.0.1/24", "10.0.0.1", "", 25));
        harms.put("owner-priority", new Harm("S weight 10", "S weight 0", "", "priority 150", "priority 255", 17));
        harms.put("state-master", new Harm("virtual_router_id 5", "virtual_router_id 5\nstate MASTER", "", 17));
        harms.put("same-virtual-router-id", new Harm("", "", """
                vrrp_instance Y {
                    interface eth0
                    virtual_router_id 5
                    virtual_ipaddress {
                        fe80::1/64
                    }
                }
                """, 54));
        harms.put("weight-beyond-range", new Harm("priority 150", "priority 250", "", 17));
        harms.put(
                "password-in-clear",
                new Harm(
                        "virtual_router_id 5",
                        "virtual_router_id 5\nauthentication {\nauth_type PASS\nauth_pass x\n}",
                        "",
                        17));
        harms.put("unicast-without-check", new Harm("check_unicast_src", "", "", 31));
        harms.put("single-member-group", new Harm("        X\n", "", "", 47));
        harms.put("timeout-above-interval", new Harm("timeout 1", "timeout 2", "", 7));
        harms.put("slow-script", new Harm("fall 3", "fall 61", "", 5));
        harms.put("tracker-without-use", new Harm("S weight 10", "", "", 5));
        harms.put("delay-above-interval", new Harm("terminate_delay 1", "terminate_delay 1.5", "", 12));
        return harms;
    }

    private record Harm(String from, String to, String more, String from2, String to2, int line) {
        Harm(String from, String to, String more, int line) {
            this(from, to, more, "", "", line);
        }

        String text() {
            return HARMLESS.replace(from.isEmpty() ? "\0" : from, to).replace(from2.isEmpty() ? "\0" : from2, to2)
                    + more;
        }
    }

    private static List<Diagnostic> lint(String text, LintLevel level) {
        var loaded = FilesInMemory.load(text);
        assertThat(loaded.configuration()).as(loaded.diagnostics().human()).isPresent();
        return Lint.check(loaded, level).all();
    }

    @Test
    void aHarmlessFileIsLeftAlone() {
        assertThat(lint(HARMLESS, LintLevel.ALL)).isEmpty();
    }

    static Stream<String> rules() {
        return Lint.rules().stream().map(LintRule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleFindsItsHarmInItsPlace(String id) {
        var harm = harms().get(id);
        assertThat(harm).as("an example of " + id).isNotNull();
        assertThat(lint(harm.text(), LintLevel.ALL).stream()
                        .filter(diagnostic -> diagnostic.rule().equals(id)))
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.range().orElseThrow().line()).isEqualTo(harm.line());
                    assertThat(diagnostic.effect()).isNotEmpty();
                    assertThat(diagnostic.advice()).isNotEmpty();
                    assertThat(diagnostic.exitCode()).isZero();
                });
    }

    @Test
    void theLevelChoosesBySeverity() {
        var text = harms().get("address-without-prefix").text().replace("check_unicast_src", "");
        assertThat(lint(text, LintLevel.ALL)).hasSize(2);
        assertThat(lint(text, LintLevel.WARNINGS))
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING));
        assertThat(lint(text, LintLevel.OFF)).isEmpty();
    }

    @Test
    void aDelayOfTheInterfaceAboveTheIntervalIsHarmToo() {
        var delays = "interface_up_down_delays {\n eth0 1.5 1\n}\n";
        assertThat(lint(HARMLESS + delays, LintLevel.ALL))
                .filteredOn(diagnostic -> diagnostic.summary().contains("eth0 waits 1.5 s"))
                .isNotEmpty()
                .allSatisfy(diagnostic -> {
                    assertThat(diagnostic.rule()).isEqualTo("delay-above-interval");
                    assertThat(diagnostic.range().orElseThrow().line()).isEqualTo(53);
                });
        assertThat(lint(HARMLESS + delays.replace("1.5", "1"), LintLevel.ALL)).isEmpty();
    }

    @Test
    void everyRuleHasANameOfItsOwn() {
        var ids = Stream.concat(Lint.rules().stream(), Peers.rules().stream())
                .map(LintRule::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(new TreeSet<>(Lint.rules().stream().map(LintRule::id).toList()))
                .isEqualTo(harms().keySet());
    }
}
