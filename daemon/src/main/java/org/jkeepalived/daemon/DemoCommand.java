// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import org.jkeepalived.daemon.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code jkeepalived demo}. */
final class DemoCommand {
    private static final String PEER = "--peer";

    private DemoCommand() {}

    static int execute(String... arguments) {
        var command = CommandSpec.create()
                .name("jkeepalived demo")
                .addOption(OptionSpec.builder(PEER)
                        .type(Demo.Peer.class)
                        .paramLabel("DAEMON")
                        .defaultValue(Demo.Peer.JKEEPALIVED.name())
                        .description(
                                "What the second router runs: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
                        .build())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.usageMessage().description("Shows a failover between two routers in throw-away network namespaces.");
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(DemoCommand::run)
                .execute(arguments);
    }

    private static int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        return help != null ? help : Demo.run(parsed.matchedOptionValue(PEER, Demo.Peer.JKEEPALIVED));
    }
}
