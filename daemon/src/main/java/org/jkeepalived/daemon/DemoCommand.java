// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import java.util.concurrent.Callable;
import org.jkeepalived.daemon.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jkeepalived demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows a failover between two routers in throw-away network namespaces.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--peer",
            paramLabel = "DAEMON",
            description = "What the second router runs: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Demo.Peer peer = Demo.Peer.JKEEPALIVED;

    private DemoCommand() {}

    static int execute(String... arguments) {
        return new CommandLine(new DemoCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        return Demo.run(peer);
    }
}
