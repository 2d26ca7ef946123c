// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.tree.Statement;

/** Reads all statements of a file into a configuration. */
public final class ConfigurationReader {

    /**
     * What was read.
     *
     * @param global what holds for the whole daemon
     * @param configuration empty when it cannot run
     * @param instanceBlocks where each instance that counts was written, by its name
     * @param missingInterfaces those that keepalived would miss, and where each is mentioned first
     */
    public record Read(
            GlobalDefinitions global,
            Optional<Configuration> configuration,
            Map<String, Statement> instanceBlocks,
            Map<String, SourceRange> missingInterfaces) {}

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
        var globals = new Globals(environment.hostName());
        var host = environment.host();
        boolean hasInstances = statements.stream()
                .anyMatch(statement -> statement.keyword().name().equals("vrrp_instance"));
        var scripts = new Scripts(new Accounts(host, findings, globals), values);
        var checks = ScriptChecks.ofInstances(host, findings, globals, hasInstances);
        readGlobals(statements, globals, scripts);
        settleFifos(globals, statements, checks);

        var interfaces = new Interfaces(environment, findings, globals.dynamicInterfaces);
        var trackers = new TrackerTable(statements, findings);
        var trackerReader = new TrackerReader(values, trackers, scripts, checks, host);
        var tracking = new TrackingReader(values, interfaces, trackers);
        var notifyScripts = new NotifyScriptReader(scripts, checks, findings);
        var names = new RoutingNames(environment.sources(), globals.iprouteUsrDirectory, globals.iprouteEtcDirectory);
        var routing = new RoutingContext(values, environment, names, interfaces);
        var statics = new StaticReader(routing, globals.defaultInterface);
        var interfaceSettings = new InterfaceSettingsReader(values, interfaces);
        var instances = new InstanceBlocks(
                findings,
                new InstanceReader(routing, tracking, notifyScripts),
                new InstanceCompletion(globals, findings, interfaces));
        var syncGroups = new SyncGroupReader(values, tracking, notifyScripts);
        var trackGroups = new TrackGroupReader(findings);
        for (var statement : statements) {
            switch (statement.keyword().name()) {
                case "vrrp_instance" -> instances.read(statement);
                case "vrrp_sync_group" -> syncGroups.read(statement);
                case "track_group" -> {
                    trackGroups.read(statement);
                    statics.read(statement);
                }
                case "garp_group", "linkbeat_interfaces", "interface_up_down_delays" ->
                    interfaceSettings.read(statement);
                case "static_ipaddress", "static_routes", "static_rules" -> statics.read(statement);
                default -> trackerReader.read(statement);
            }
        }
        checks.conclude(interfaces.conclude());
        trackers.reportUnused();
        new DuplicateIds(findings, instances.blocks()).check(instances.instances());
        var completion = new SyncGroupCompletion(findings, globals, instances.blocks(), instances.instances());
        var groups = completion.complete(syncGroups.drafts());
        var vmacs = new SharedVmacs(findings, instances.blocks(), groups);
        var settled = instances.instances().stream()
                .map(completion::settle)
                .map(vmacs::settle)
                .toList();
        var groupsOfStatic = trackGroups.complete(instances.blocks().keySet());
        var global = globals.done();
        var configuration = findings.hasErrors()
                ? Optional.<Configuration>empty()
                : Optional.of(new Configuration(
                        global,
                        trackers.done(),
                        statics.done(),
                        interfaceSettings.done(settled),
                        settled,
                        groups,
                        groupsOfStatic));
        return new Read(global, configuration, instances.blocks(), interfaces.missing());
    }

    private void readGlobals(List<Statement> statements, Globals globals, Scripts scripts) {
        var host = environment.host();
        var reader = new GlobalReader(values, globals, scripts, host);
        for (var statement : statements) {
            if (statement.keyword().name().equals("global_defs")) {
                reader.readBlock(statement);
            } else {
                reader.readRoot(statement);
            }
        }
        reader.finish(ScriptChecks.ofLifecycle(host, findings, globals));
    }

    private void settleFifos(Globals globals, List<Statement> statements, ScriptChecks checks) {
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
        globals.notifyFifo.check(checks);
        globals.vrrpNotifyFifo.check(checks);
    }
}
