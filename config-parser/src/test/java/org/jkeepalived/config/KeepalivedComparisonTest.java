// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same files through {@code keepalived -t} (2.2.7 is what Debian 12 has) and through the loader: the exit code is the
 * same, and where keepalived complains of a line, so do we.
 */
class KeepalivedComparisonTest {
    private static final Path KEEPALIVED = Path.of("/usr/sbin/keepalived");
    private static final Path UNSHARE = Path.of("/usr/bin/unshare");
    private static final Pattern LINE = Pattern.compile("^\\((?:[^()]*: )?Line (\\d+)\\)", Pattern.MULTILINE);

    private static final String BASE = """
            vrrp_instance V {
             interface eth0
             virtual_router_id 5
             %s
             virtual_ipaddress {
              10.0.0.1
              %s
             }
            }
            """;

    private static final String[] ARGUMENTS = {
        "1",
        "3",
        "256",
        "-1",
        "1x",
        "0.5",
        "300",
        "10.0.0.9",
        "224.0.0.5",
        "fe80::1",
        "eth0",
        "eth9",
        "on",
        "off",
        "MASTER"
    };

    private static final String[] GLOBAL_KEYWORDS = {
        "router_id",
        "vrrp_version",
        "vrrp_mcast_group4",
        "vrrp_mcast_group6",
        "vrrp_garp_master_delay",
        "vrrp_garp_master_repeat",
        "vrrp_garp_master_refresh",
        "vrrp_garp_lower_prio_repeat",
        "vrrp_garp_interval",
        "vrrp_gna_interval",
        "vrrp_min_garp",
        "vrrp_lower_prio_no_advert",
        "vrrp_priority",
        "vrrp_rt_priority",
        "vrrp_startup_delay",
        "vrrp_netlink_cmd_rcv_bufs",
        "vrrp_netlink_cmd_rcv_bufs_force"
    };

    private static final String[] INSTANCE_KEYWORDS = {
        "state",
        "interface",
        "virtual_router_id",
        "priority",
        "advert_int",
        "version",
        "nopreempt",
        "preempt",
        "preempt_delay",
        "unicast_src_ip",
        "mcast_src_ip",
        "garp_master_delay",
        "garp_master_repeat",
        "garp_lower_prio_repeat",
        "dont_track_primary",
        "lower_prio_no_advert",
        "native_ipv6",
        "strict_mode",
        "debug"
    };

    private static final String[] ADDRESSES = {
        "10.0.0.2/24",
        "10.0.0.2/33",
        "10.0.0",
        "fe80::1",
        "10.0.0.2 dev eth0",
        "10.0.0.2 dev",
        "10.0.0.2 scope link",
        "10.0.0.2 scope moon",
        "10.0.0.2/24 brd +",
        "10.0.0.2/31 brd -",
        "10.0.0.2 brd x",
        "10.0.0.2 label eth0:1",
        "10.0.0.2 label abcdefghijklmnopq",
        "10.0.0.2 peer 10.0.0.3",
        "10.0.0.2/24 peer 10.0.0.3",
        "10.0.0.2 peer fe80::1",
        "10.0.0.2 home -nodad mngtmpaddr noprefixroute autojoin no_track",
        "10.0.0.2 preferred_lft x",
        "10.0.0.2 foo"
    };

    private static Map<String, String> files;
    private static Map<String, Result> theirs;

    private record Result(int exitCode, Set<Integer> lines) {}

    @BeforeAll
    static void askKeepalived(@TempDir Path directory) throws IOException, InterruptedException {
        Requirements.root();
        Requirements.program(KEEPALIVED);
        Requirements.program(UNSHARE);
        files = files();
        for (var file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        // The namespaces live as long as this one process.
        var script = """
                ip link set lo up
                for i in 0 1; do ip link add eth$i type veth peer name peer$i; ip link set eth$i up; ip link set peer$i up; done
                for f in *.conf; do echo "## $f"; timeout 10 keepalived -t -i node -f $f 2>&1; echo "exit=$?"; done
                """;
        var process = new ProcessBuilder(UNSHARE.toString(), "--net", "--mount", "bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        theirs = new LinkedHashMap<>();
        for (var part : output.split("(?m)^## ", -1)) {
            int exit = part.lastIndexOf("exit=");
            if (exit > 0) {
                theirs.put(
                        part.lines().findFirst().orElseThrow(),
                        new Result(Integer.parseInt(part.substring(exit + 5).strip()), lines(part)));
            }
        }
    }

    private static Map<String, String> files() {
        var all = new ArrayList<String>();
        for (var keyword : GLOBAL_KEYWORDS) {
            for (var argument : ARGUMENTS) {
                all.add("global_defs {\n " + keyword + " " + argument + "\n}\n" + BASE.formatted("", ""));
            }
        }
        for (var keyword : INSTANCE_KEYWORDS) {
            for (var argument : ARGUMENTS) {
                all.add(BASE.formatted(keyword + " " + argument, ""));
            }
        }
        for (var address : ADDRESSES) {
            all.add(BASE.formatted("", address));
        }
        for (var slip : List.of("foo", "\"", "priority", "@node priority 300", "@other priority 300", "$X=", "~SEQ(")) {
            all.add(BASE.formatted(slip, ""));
        }
        var named = new LinkedHashMap<String, String>();
        for (var text : all) {
            named.put("%04d.conf".formatted(named.size()), text);
        }
        return named;
    }

    private static Set<Integer> lines(String output) {
        return LINE.matcher(output)
                .results()
                .map((MatchResult match) -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toSet());
    }

    @Test
    void exitCodesAndComplainedLinesAreKeepaliveds() {
        assertThat(theirs).hasSameSizeAs(files);
        var differences = files.entrySet().stream()
                .flatMap(file -> difference(file.getValue(), theirs.get(file.getKey())))
                .toList();
        assertThat(files).hasSizeGreaterThan(300);
        assertThat(differences).isEmpty();
    }

    private static Stream<String> difference(String text, Result theirs) {
        var loaded = FilesInMemory.load(text);
        var lines = lines(loaded.diagnostics().plain());
        boolean same = loaded.exitCode() == theirs.exitCode() && lines.containsAll(theirs.lines());
        return same
                ? Stream.empty()
                : Stream.of("%s\nkeepalived: %s\nours: exit %d\n%s"
                        .formatted(
                                text,
                                theirs,
                                loaded.exitCode(),
                                loaded.diagnostics().plain()));
    }
}
