// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final String TEXT = """
            $N=5
            global_defs {
                enable_script_security
            }
            vrrp_instance "V 1" {
                interface eth7
                virtual_router_id $N
                version 3
                advert_int 0.25
                priorty 3
                notify "/bin/x 'a b'" nobody
                virtual_ipaddress {
                    10.0.0.1/24 dev eth8 no_track
                    10.0.0.2
                }
            }
            """;

    @TempDir
    private Path directory;

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("k.conf"), text).toString();
    }

    private static CommandRun config(String... arguments) {
        return CommandRun.of(ConfigCommand::execute, arguments);
    }

    @Test
    void theEffectiveConfigurationIsPrintedAndComplaintsGoToStandardError() throws IOException {
        var run = config("--resolved", file(TEXT));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("vrrp_instance \"V 1\" {\n")
                .contains("    virtual_router_id 5\n")
                .contains("    priority 100\n")
                .contains("        10.0.0.1/24 dev eth8 no_track\n        10.0.0.2/32\n");
        assertThat(run.errors()).endsWith("k.conf: Line 10) Unknown keyword 'priorty'\n");
        assertThat(config(file(TEXT))).isEqualTo(run);
    }

    @Test
    void whatIsPrintedIsAConfigurationThatComesToItself() throws IOException {
        var once = config("--resolved", file(TEXT)).output();
        assertThat(config("--resolved", file(once))).isEqualTo(new CommandRun(0, once, ""));
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        var json = config("--resolved", "--json", file(TEXT)).output();
        try (var parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                // Reads to the end, or fails.
            }
        }
        assertThat(json).contains("""
                      "name": "V 1",
                """).contains("""
                      "virtual_router_id": 5,
                """).contains("""
                      "advert_int": 0.25,
                """).contains("""
                      "virtual_ipaddress": [
                        {
                          "address": "10.0.0.1/24",
                          "dev": "eth8",
                          "no_track": true
                        },
                        {
                          "address": "10.0.0.2/32"
                        }
                      ],
                """).contains("""
                      "notify": {
                        "command": [
                          "/bin/x",
                          "a b"
                        ],
                        "user": "nobody"
                      },
                """);
    }

    @Test
    void nothingIsPrintedOfAFileThatCannotRun() throws IOException {
        var run = config(file("vrrp_instance V {\n interface eth0\n}\n"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("the virtual router id must be set");
        assertThat(config(directory.resolve("missing").toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongCommandLineGives64() {
        assertThat(config("a.conf", "b.conf").exitCode()).isEqualTo(64);
        assertThat(config("--lint=off").exitCode()).isEqualTo(64);
    }
}
