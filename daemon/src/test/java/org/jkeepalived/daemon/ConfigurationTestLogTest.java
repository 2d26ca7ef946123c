// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jkeepalived.daemon.cli.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -tFILE} and {@code --config-test=FILE}, as keepalived 2.2.7 and 2.4.3 do it. */
class ConfigurationTestLogTest {
    private static final int COMPLAINTS = 5;

    @TempDir
    private Path directory;

    private Path configuration;
    private Path log;

    @BeforeEach
    void writeConfiguration() throws IOException {
        configuration = Files.writeString(directory.resolve("k.conf"), """
                vrrp_instance V {
                    interface nowhere0
                    virtual_router_id 5
                    frob 1
                    virtual_ipaddress {
                        10.0.0.1
                    }
                }
                """);
        log = directory.resolve("test.log");
    }

    private int test(String option) {
        return ConfigurationTest.run(Options.parse(option, "-f", configuration.toString()));
    }

    private String expected() {
        return """
                (%1$s: Line 2) WARNING - interface nowhere0 for vrrp_instance V doesn't exist
                (%1$s: Line 4) Unknown keyword 'frob'
                Non-existent interface specified in configuration
                """.formatted(configuration);
    }

    @Test
    void whatIsFoundGoesToTheFileWhichIsMade() throws IOException {
        assertThat(test("--config-test=" + log)).isEqualTo(COMPLAINTS);
        assertThat(log).content().isEqualTo(expected());
        assertThat(Files.getPosixFilePermissions(log))
                .doesNotContain(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void aSecondTestIsAddedToTheFirst() {
        test("-t" + log);
        test("-t" + log);
        assertThat(log).content().isEqualTo(expected() + expected());
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        var victim = Files.writeString(directory.resolve("victim"), "old\n");
        Files.createSymbolicLink(log, victim);
        assertThat(test("-t" + log)).isEqualTo(1);
        assertThat(victim).content().isEqualTo("old\n");
    }

    @Test
    void aFileThatCannotBeMadeEndsTheTest() {
        assertThat(test("-t" + directory.resolve("no/such/log"))).isEqualTo(1);
    }
}
