// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.jkeepalived.config.schema.Keyword.block;
import static org.jkeepalived.config.schema.Keyword.bool;
import static org.jkeepalived.config.schema.Keyword.flag;
import static org.jkeepalived.config.schema.Keyword.number;
import static org.jkeepalived.config.schema.Keyword.script;
import static org.jkeepalived.config.schema.Keyword.word;
import static org.jkeepalived.config.schema.Keyword.words;

import java.util.List;

/** Scripts, processes, files and BFD sessions that instances track. */
final class TrackerKeywords {
    private TrackerKeywords() {}

    private static final String WEIGHT = "-253 to 253";

    static List<Keyword.Builder> all() {
        return List.of(
                block(
                                "vrrp_script",
                                "NAME",
                                script("script"),
                                number("interval", "TIMER", "0.001 to 4294 s").defaults("1"),
                                number("timeout", "TIMER", "0.001 to 4294 s").defaults("interval"),
                                words("weight", "WEIGHT [reverse]")
                                        .range(WEIGHT)
                                        .defaults("0"),
                                number("rise", "COUNT", "1 to 2147483647").defaults("1"),
                                number("fall", "COUNT", "1 to 2147483647").defaults("1"),
                                words("user", "USER [GROUP]").defaults("script_user"),
                                flag("init_fail").noEffect())
                        .differs("a program that cannot be executed has failed; to keepalived it has succeeded"),
                block(
                                "vrrp_track_process",
                                "NAME",
                                words("process", "PROCESS [ARGUMENT ...]"),
                                word("param_match", "MATCH").range("initial or partial"),
                                words("weight", "WEIGHT [reverse]")
                                        .range("-254 to 254")
                                        .defaults("0"),
                                number("quorum", "COUNT", "1 to 65535").defaults("1"),
                                number("quorum_max", "COUNT", "0 to 65535").defaults("no limit"),
                                number("delay", "TIMER", "0.000001 to 3600 s").defaults("0"),
                                number("terminate_delay", "TIMER", "0.000001 to 3600 s")
                                        .defaults("0"),
                                number("fork_delay", "TIMER", "0.000001 to 3600 s")
                                        .defaults("0"),
                                flag("full_command"))
                        .differs(
                                "where the kernel tells of no processes, /proc is read; keepalived tracks nothing there, nor after a reload"),
                trackFile("track_file"),
                trackFile("vrrp_track_file").insteadUse("track_file"),
                block(
                                "bfd_instance",
                                "NAME",
                                word("source_ip", "IP"),
                                word("neighbor_ip", "IP"),
                                word("neighbour_ip", "IP"),
                                number("min_rx", "MILLISECONDS", "1 to 4294967").defaults("10"),
                                number("min_tx", "MILLISECONDS", "1 to 4294967").defaults("10"),
                                number("idle_tx", "MILLISECONDS", "1000 to 4294967")
                                        .defaults("1000"),
                                number("multiplier", "COUNT", "1 to 255").defaults("5"),
                                flag("passive"),
                                number("ttl", "TTL", "1 to 255").defaults("255"),
                                number("hoplimit", "HOPS", "1 to 255").defaults("64"),
                                number("max_hops", "HOPS", "-1 to 255").defaults("0"),
                                bool("multihop"),
                                words("weight", "WEIGHT [reverse]")
                                        .range(WEIGHT)
                                        .defaults("0"),
                                flag("vrrp"),
                                flag("checker"))
                        .later());
    }

    private static Keyword.Builder trackFile(String name) {
        return block(
                name,
                "NAME",
                word("file", "PATH"),
                words("weight", "WEIGHT [reverse]").range("-254 to 254").defaults("1"),
                words("init_file", "[VALUE] [overwrite]").defaults("the file is not touched; without VALUE: 0"));
    }
}
