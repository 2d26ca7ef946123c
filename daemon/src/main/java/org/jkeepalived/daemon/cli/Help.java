// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

import java.util.List;

/** The text of {@code --help}. */
final class Help {
    private static final String TEXT = """
            Usage: jkeepalived [OPTION...]
                   jkeepalived check [--help] [FILE...]      what is wrong with configurations, or harmful
                   jkeepalived config [--help] [FILE]        what a configuration comes to
                   jkeepalived status [--help] [--json]      how the running daemon is
                   jkeepalived reload [--help] [--dry-run]   have it read its configuration again
                   jkeepalived demo [--peer keepalived]      two routers in throw-away namespaces

            What to run
              -f, --use-file=FILE          the configuration; default /etc/keepalived/keepalived.conf
              -i, --config-id=ID           apply the lines marked @ID and leave out those marked @^ID;
                                             default: the host's name
              -e, --all-config             a configuration file that is missing is an error
              -s, --namespace=NAME         work in this network namespace, whatever the configuration says
              -t, --config-test[=FILE]     test the configuration and exit; findings go to standard error or FILE

            How to run
              -n, --dont-fork              stay in the foreground
              -p, --pid=FILE               pid file; default /run/keepalived.pid
              -r, --vrrp_pid=FILE          second pid file; default /run/vrrp.pid
              -u, --umask=MASK             umask for the files that are made
              -X, --release-vips           give up the addresses when a signal ends the mastership
              -V, --dont-release-vrrp      leave addresses and routes in place when the daemon stops
                  --ignore-sigint          do not stop on SIGINT

            Log
              -l, --log-console            also to standard error (with -n)
              -D, --log-detail             in detail; twice: in more detail
              -S, --log-facility=FACILITY  0 to 7 or local0 to local7, user, daemon (the default)
              -g, --log-file[=FILE]        also to FILE and FILE_vrrp; default /tmp/keepalived.log
                  --flush-log-file         accepted: lines are never held back
              -G, --no-syslog              not to syslog
              -a, --address-monitoring     every address that appears or goes
              -d, --dump-conf              what was understood of the configuration

            Others
                  --signum=NAME            print the signal for STOP, RELOAD, DATA, STATS, STATS_CLEAR, JSON
              -v, --version                print the version
              -h, --help                   print this

            Accepted without effect, as there is nothing here that they concern:
              -P -C -B --all -I -R -c FILE -b FILE -x -A FILE -m -M[PATTERN]
              -L (--mem-check-log) --no-mem-check --perf[=WHEN] --debug[=OPTIONS] --config-fd=FD
            Refused: -T (--genhash), a tool of its own
            """;

    private Help() {}

    static List<String> lines() {
        return TEXT.lines().toList();
    }
}
