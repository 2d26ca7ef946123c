// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which keepalived this stands in for, and which jkeepalived it is. */
public final class Version {
    /**
     * The release whose behaviour is implemented, in the form of keepalived's log lines and of the first line of
     * {@code --version}: tools take the second word apart, and expect a date in parentheses.
     */
    public static final String KEEPALIVED = "Keepalived v2.4.3 (07/20,2026)";

    private Version() {}

    /** Our own version; "development" when not run from the built jar. */
    public static String own() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** {@code Linux 6.1.0 #1 SMP ...}: system, release and version, as keepalived prints them. */
    public static String runningOn() {
        return "Linux " + kernel("osrelease") + " " + kernel("version");
    }

    private static String kernel(String name) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel", name), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (IOException _) {
            return "unknown";
        }
    }

    /** What {@code --version} prints. */
    static List<String> lines() {
        return List.of(
                KEEPALIVED,
                "",
                "jkeepalived " + own() + ", an independent implementation of keepalived's VRRP side in Java",
                "Copyright 2026 The jkeepalived authors, Apache License 2.0",
                "",
                "Running on " + runningOn(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
                "",
                // Exporters look for this word to learn whether the JSON signal is understood.
                "configure options: --enable-json",
                "",
                "Config options:  VRRP JSON SYSTEMD_NOTIFY");
    }
}
