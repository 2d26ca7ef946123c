// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.jkeepalived.config.schema.Keyword.block;
import static org.jkeepalived.config.schema.Keyword.bool;
import static org.jkeepalived.config.schema.Keyword.flag;
import static org.jkeepalived.config.schema.Keyword.lines;
import static org.jkeepalived.config.schema.Keyword.script;
import static org.jkeepalived.config.schema.Keyword.word;
import static org.jkeepalived.config.schema.Keyword.words;

import java.util.List;
import java.util.stream.Stream;

/**
 * Load balancing: known so that a file with both runs its VRRP part; keepalived.conf(5), "LVS CONFIGURATION".
 *
 * <p>Ranges are left out: nothing here is looked at.
 */
final class CheckerKeywords {
    private CheckerKeywords() {}

    static List<Keyword.Builder> all() {
        return List.of(
                block(
                                "SSL",
                                "",
                                word("password", "PASSWORD"),
                                word("ca", "FILE"),
                                word("certificate", "FILE"),
                                word("key", "FILE"))
                        .outside(),
                lines("virtual_server_group", "GROUP", "IP PORT | fwmark MARK").outside(),
                virtualServer());
    }

    private static Keyword.Builder virtualServer() {
        return block(
                        "virtual_server",
                        "IP [PORT] | fwmark MARK | group GROUP",
                        join(
                                timing(),
                                word("ip_family", "FAMILY"),
                                flag("inhibit_on_failure"),
                                word("lb_algo", "SCHEDULER"),
                                word("lvs_sched", "SCHEDULER"),
                                flag("hashed"),
                                flag("ops"),
                                flag("flag-1"),
                                flag("flag-2"),
                                flag("flag-3"),
                                flag("sh-port"),
                                flag("sh-fallback"),
                                flag("mh-port"),
                                flag("mh-fallback"),
                                words("lb_kind", "KIND ..."),
                                words("lvs_method", "KIND ..."),
                                word("persistence_engine", "ENGINE"),
                                word("persistence_timeout", "[SECONDS]"),
                                word("persistence_granularity", "NETMASK"),
                                word("protocol", "PROTOCOL"),
                                flag("ha_suspend"),
                                bool("smtp_alert"),
                                word("virtualhost", "STRING"),
                                word("snmp_name", "STRING"),
                                flag("alpha"),
                                flag("omega"),
                                script("quorum_up"),
                                script("quorum_down"),
                                word("quorum", "COUNT"),
                                word("hysteresis", "COUNT"),
                                word("weight", "WEIGHT"),
                                words("sorry_server", "IP [PORT]"),
                                flag("sorry_server_inhibit"),
                                words("sorry_server_lvs_method", "KIND ..."),
                                realServer()))
                .outside();
    }

    private static Keyword.Builder realServer() {
        return block(
                "real_server",
                "IP [PORT]",
                join(
                        timing(),
                        word("weight", "WEIGHT"),
                        words("lvs_method", "KIND ..."),
                        word("uthreshold", "COUNT"),
                        word("lthreshold", "COUNT"),
                        flag("inhibit_on_failure"),
                        script("notify_up"),
                        script("notify_down"),
                        flag("alpha"),
                        bool("smtp_alert"),
                        word("virtualhost", "STRING"),
                        word("snmp_name", "STRING"),
                        web("HTTP_GET"),
                        web("SSL_GET"),
                        checker("TCP_CHECK", connection()),
                        checker("PING_CHECK", connection()),
                        checker(
                                "UDP_CHECK",
                                connection(),
                                word("payload", "HEX"),
                                words("require_reply", "[HEX]"),
                                word("min_reply_length", "BYTES"),
                                word("max_reply_length", "BYTES")),
                        checker("DNS_CHECK", connection(), word("type", "TYPE"), word("name", "NAME")),
                        checker("SMTP_CHECK", connection(), word("helo_name", "NAME"), checker("host", connection())),
                        checker(
                                "MISC_CHECK",
                                List.of(),
                                script("misc_path"),
                                word("misc_timeout", "SECONDS"),
                                flag("misc_dynamic"),
                                words("user", "USER [GROUP]")),
                        block("BFD_CHECK", "", word("name", "BFD_INSTANCE"), flag("alpha")),
                        block("FILE_CHECK", "", word("track_file", "FILE"), words("weight", "WEIGHT [reverse]"))));
    }

    private static Keyword.Builder web(String name) {
        return checker(
                name,
                connection(),
                word("nb_get_retry", "COUNT").mustUse("retry"),
                word("virtualhost", "STRING"),
                words("http_protocol", "VERSION"),
                flag("enable_sni"),
                bool("fast_recovery"),
                bool("tls_compliant"),
                block(
                        "url",
                        "",
                        word("path", "PATH"),
                        word("digest", "DIGEST"),
                        words("status_code", "CODE ..."),
                        word("virtualhost", "STRING"),
                        words("regex", "PATTERN"),
                        flag("regex_no_match"),
                        words("regex_options", "OPTION ..."),
                        word("regex_min_offset", "OFFSET"),
                        word("regex_max_offset", "OFFSET"),
                        words("regex_stack", "START MAX"),
                        bool("tls_compliant")));
    }

    private static Keyword.Builder checker(String name, List<Keyword.Builder> common, Keyword.Builder... own) {
        return block(
                name,
                "",
                Stream.of(common, timing(), List.of(flag("alpha"), bool("log_all_failures")), List.of(own))
                        .flatMap(List::stream)
                        .toArray(Keyword.Builder[]::new));
    }

    private static List<Keyword.Builder> connection() {
        return List.of(
                word("connect_ip", "IP"),
                word("connect_port", "PORT"),
                word("bindto", "IP"),
                word("bind_port", "PORT"),
                word("bind_if", "INTERFACE"),
                word("fwmark", "MARK"));
    }

    private static List<Keyword.Builder> timing() {
        return List.of(
                word("retry", "COUNT"),
                word("delay_before_retry", "TIMER"),
                word("warmup", "TIMER"),
                word("connect_timeout", "TIMER"),
                word("delay_loop", "TIMER"));
    }

    private static Keyword.Builder[] join(List<Keyword.Builder> common, Keyword.Builder... own) {
        return Stream.concat(common.stream(), Stream.of(own)).toArray(Keyword.Builder[]::new);
    }
}
