// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jkeepalived.daemon.status.DaemonStatus;
import org.jkeepalived.daemon.status.InstanceStatus;
import org.jkeepalived.vrrp.Counter;

/** Writes the daemon's status as JSON. Names that keepalived's own dump has are taken from there. */
final class StatusJson {
    private final JsonGenerator json;

    private StatusJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(DaemonStatus status, JsonGenerator json) throws IOException {
        new StatusJson(json).daemon(status);
    }

    private void daemon(DaemonStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", status.version());
        json.writeNumberField("pid", status.pid());
        json.writeStringField("started", status.started().toString());
        json.writeStringField("configuration_file", status.configurationFile().toString());
        json.writeFieldName("last_reload");
        if (status.lastReload().isPresent()) {
            DaemonStatus.LastReload reload = status.lastReload().get();
            json.writeStartObject();
            json.writeStringField("at", reload.at().toString());
            json.writeBooleanField("applied", reload.applied());
            json.writeStringField("summary", reload.summary());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("instances");
        for (InstanceStatus instance : status.instances()) {
            instance(instance);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void instance(InstanceStatus instance) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", instance.config().name());
        JsonFields.optional(json, "group", instance.group());
        JsonFields.optional(json, "interface", instance.config().interfaceName());
        json.writeStringField("family", instance.config().family().toString());
        json.writeNumberField("version", instance.config().version());
        json.writeNumberField("vrid", instance.config().virtualRouterId());
        json.writeStringField("state", instance.state().name());
        JsonFields.optional(json, "since", instance.since());
        JsonFields.optional(
                json, "reason", instance.reason().map(reason -> reason.name().toLowerCase(Locale.ROOT)));
        JsonFields.strings(json, "faults", instance.faults());
        json.writeNumberField("base_priority", instance.config().priority());
        json.writeNumberField("effective_priority", instance.effectivePriority());
        JsonFields.strings(json, "tracked", instance.tracked());
        JsonFields.optional(json, "master", instance.master());
        json.writeNumberField("master_priority", instance.masterPriority());
        JsonFields.strings(json, "addresses", instance.addresses());
        json.writeArrayFieldStart("suspicions");
        for (InstanceStatus.SuspicionStatus suspicion : instance.suspicions()) {
            json.writeStartObject();
            json.writeStringField("cause", suspicion.cause());
            json.writeStringField("text", suspicion.text());
            json.writeStringField("since", suspicion.since().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("stats");
        for (Map.Entry<Counter, Long> counter : instance.counters().entrySet()) {
            json.writeNumberField(counter.getKey().key(), counter.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
