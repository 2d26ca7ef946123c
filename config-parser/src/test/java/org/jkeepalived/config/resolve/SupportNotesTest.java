// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

class SupportNotesTest {
    private static final String INSTANCE = """
            vrrp_instance V {
             interface eth0
             virtual_router_id 5
             virtual_ipaddress {
              10.0.0.1
             }
            }
            """;

    private static List<String> summaries(Loaded loaded) {
        return loaded.diagnostics().all().stream().map(Diagnostic::summary).toList();
    }

    @Test
    void loadBalancingIsOneLineAtItsFirstBlockAndTheVrrpPartRuns() {
        var loaded = FilesInMemory.load(INSTANCE + """
                virtual_server_group G {
                 10.0.0.1 80
                }
                virtual_server 10.0.0.2 443 {
                 real_server 10.1.0.1 443 {
                  TCP_CHECK {
                  }
                 }
                }
                virtual_server fwmark 7 {
                }
                SSL {
                }
                """);
        assertThat(summaries(loaded))
                .containsExactly("2 virtual_server blocks are ignored: 10.0.0.2 443, fwmark 7; so are"
                        + " virtual_server_group, SSL");
        assertThat(loaded.diagnostics().all().getFirst().range().orElseThrow().line())
                .isEqualTo(11);
        assertThat(loaded.configuration().orElseThrow().instances()).hasSize(1);
        assertThat(loaded.exitCode()).isZero();
    }

    @Test
    void theLineIsShortHoweverManyServersThereAre() {
        var servers = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> "virtual_server 10.0.0." + number + " 80 {\n}\n")
                .collect(Collectors.joining());
        assertThat(summaries(FilesInMemory.load(INSTANCE + servers)))
                .containsExactly("200 virtual_server blocks are ignored: 10.0.0.1 80, 10.0.0.2 80, 10.0.0.3 80,"
                        + " 10.0.0.4 80, 10.0.0.5 80 and 195 more");
        var long1 = FilesInMemory.load(INSTANCE + "virtual_server " + "1".repeat(9_000) + " {\n}\n");
        assertThat(summaries(long1).getFirst()).hasSizeLessThan(200);
    }

    @Test
    void settingsOfTheCheckersWithoutAServerAreOneLineToo() {
        var loaded = FilesInMemory.load("""
                global_defs {
                 lvs_flush
                 checker_no_swap
                }
                """ + INSTANCE);
        assertThat(summaries(loaded)).containsExactly("lvs_flush, checker_no_swap are ignored");
    }
}
