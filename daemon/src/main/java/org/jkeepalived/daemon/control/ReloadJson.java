// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.write.Change;
import org.jkeepalived.daemon.reload.PlannedBlock;
import org.jkeepalived.daemon.reload.PlannedInstance;
import org.jkeepalived.daemon.reload.PlannedObject;
import org.jkeepalived.daemon.reload.PlannedSetting;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.reload.ReloadPlan;

/** Writes what came of a reload as JSON. */
final class ReloadJson {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final JsonGenerator json;

    private ReloadJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(ReloadOutcome outcome, JsonGenerator json) throws IOException {
        new ReloadJson(json).outcome(outcome);
    }

    private void outcome(ReloadOutcome outcome) throws IOException {
        json.writeStartObject();
        json.writeStringField("result", outcome.result().toString());
        json.writeStringField("at", outcome.at().toString());
        json.writeNumberField("took_ms", outcome.took().toNanos() / NANOS_PER_MILLISECOND);
        json.writeFieldName("plan");
        if (outcome.plan().isPresent()) {
            plan(outcome.plan().get());
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("findings");
        for (Diagnostic finding : outcome.findings().all()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void plan(ReloadPlan plan) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("instances");
        for (PlannedInstance instance : plan.instances()) {
            json.writeStartObject();
            json.writeStringField("name", instance.name());
            json.writeStringField("fate", instance.fate().toString());
            JsonFields.optional(json, "former_name", instance.formerName());
            JsonFields.strings(json, "reasons", instance.reasons());
            changes(instance.changes());
            json.writeEndObject();
        }
        json.writeEndArray();
        blocks("groups", plan.groups());
        blocks("trackers", plan.trackers());
        json.writeArrayFieldStart("settings");
        for (PlannedSetting setting : plan.settings()) {
            json.writeStartObject();
            changeMembers(setting.change());
            json.writeBooleanField("in_effect", setting.inEffect());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("objects");
        for (PlannedObject object : plan.objects()) {
            json.writeStartObject();
            json.writeStringField("kind", object.kind());
            json.writeStringField("object", object.text());
            json.writeStringField("fate", object.fate().toString());
            JsonFields.strings(json, "from", object.from());
            JsonFields.strings(json, "to", object.to());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void blocks(String name, List<PlannedBlock> blocks) throws IOException {
        json.writeArrayFieldStart(name);
        for (PlannedBlock block : blocks) {
            json.writeStartObject();
            json.writeStringField("keyword", block.keyword());
            json.writeStringField("name", block.name());
            json.writeStringField("fate", block.fate().toString());
            changes(block.changes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void changes(List<Change> changes) throws IOException {
        json.writeArrayFieldStart("changes");
        for (Change change : changes) {
            json.writeStartObject();
            changeMembers(change);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void changeMembers(Change change) throws IOException {
        json.writeStringField("keyword", change.keyword());
        JsonFields.optional(json, "before", change.before());
        JsonFields.optional(json, "after", change.after());
    }

    private void finding(Diagnostic finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("summary", finding.summary());
        json.writeStringField("effect", finding.effect());
        json.writeStringField("advice", finding.advice());
        JsonFields.optional(json, "file", finding.range().map(SourceRange::file));
        json.writeFieldName("line");
        if (finding.range().isPresent()) {
            json.writeNumber(finding.range().get().line());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }
}
