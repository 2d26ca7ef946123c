// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.Trackers;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.tree.Statement;

/** Reads all statements of a file into a configuration. */
public final class ConfigurationReader {

    /**
     * What was read.
     *
     * @param configuration empty when it cannot run
     * @param instanceBlocks where each instance that counts was written, by its name
     */
    public record Read(Optional<Configuration> configuration, Map<String, Statement> instanceBlocks) {}

    private final Environment environment;
    private final Findings findings;
    private final Values values;

    public ConfigurationReader(Environment environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
        this.values = new Values(findings);
    }

    /** Reads the root level's statements; wherever they stand, {@code global_defs} come first. */
    public Read read(List<Statement> statements) {
        var globals = readGlobals(statements);
        var interfaces = new Interfaces(environment, findings, globals.dynamicInterfaces);
        var blocks = new LinkedHashMap<String, Statement>();
        var instances = readInstances(statements, globals, interfaces, blocks);
        interfaces.conclude();
        new DuplicateIds(findings, blocks).check(instances);
        var configuration = findings.hasErrors()
                ? Optional.<Configuration>empty()
                : Optional.of(new Configuration(globals.done(), Trackers.NONE, instances, List.of(), List.of()));
        return new Read(configuration, blocks);
    }

    private Globals readGlobals(List<Statement> statements) {
        var globals = new Globals(environment.hostName());
        var reader = new GlobalReader(values, globals);
        for (var statement : statements) {
            if (statement.keyword().name().equals("global_defs")) {
                reader.readBlock(statement);
            } else {
                reader.readRoot(statement);
            }
        }
        settleFifos(globals, statements);
        return globals;
    }

    private void settleFifos(Globals globals, List<Statement> statements) {
        var path = globals.vrrpNotifyFifo.path;
        if (path != null && path.equals(globals.notifyFifo.path)) {
            statements.stream()
                    .flatMap(block -> block.body().stream())
                    .filter(statement -> statement.keyword().name().equals("vrrp_notify_fifo"))
                    .findFirst()
                    .ifPresent(statement -> findings.note(
                            statement.range(),
                            "notify FIFO " + path
                                    + " has been specified for global and vrrp FIFO - ignoring vrrp FIFO"));
            globals.vrrpNotifyFifo.path = null;
        }
    }

    /** One after the other, so that no draft outlives its instance. */
    private List<VrrpInstance> readInstances(
            List<Statement> statements, Globals globals, Interfaces interfaces, Map<String, Statement> blocks) {
        var addresses = new VirtualAddressReader(values, new ScopeNames(environment.sources()), interfaces);
        var reader = new InstanceReader(values, interfaces, addresses);
        var completion = new InstanceCompletion(globals, findings, interfaces);
        var instances = new ArrayList<VrrpInstance>();
        for (var statement : statements) {
            if (!statement.keyword().name().equals("vrrp_instance")) {
                continue;
            }
            if (statement.size() != 2) {
                findings.warning(statement.range(), "vrrp_instance must have a name")
                        .effect("the block is ignored")
                        .advice("one word, quoted if it has blanks");
                continue;
            }
            var name = statement.word(1).text();
            var earlier = blocks.putIfAbsent(name, statement);
            if (earlier != null) {
                findings.warning(statement.word(1).range(), "vrrp instance " + name + " already defined")
                        .effect("the second block is ignored")
                        .related(earlier.range(), "first defined here");
            } else {
                completion.complete(reader.read(name, statement)).ifPresent(instances::add);
            }
        }
        return instances;
    }
}
