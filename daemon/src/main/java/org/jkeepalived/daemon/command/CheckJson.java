// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.diagnostic.SourceRange;

/** Writes what was found as JSON; every member is always there, an empty string stands for nothing to say. */
final class CheckJson {
    private final JsonGenerator json;

    private CheckJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(List<CheckCommand.Checked> checked, Diagnostics comparison) {
        return JsonText.write(json -> new CheckJson(json).write(checked, comparison));
    }

    private void write(List<CheckCommand.Checked> checked, Diagnostics comparison) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("files");
        for (var one : checked) {
            json.writeStartObject();
            json.writeStringField("file", one.file().toString());
            json.writeBooleanField("runs", one.loaded().configuration().isPresent());
            json.writeNumberField("config_test_exit_code", one.loaded().exitCode());
            diagnostics("findings", one.diagnostics());
            json.writeEndObject();
        }
        json.writeEndArray();
        diagnostics("peers", comparison);
        json.writeEndObject();
    }

    private void diagnostics(String name, Diagnostics diagnostics) throws IOException {
        json.writeArrayFieldStart(name);
        for (var diagnostic : diagnostics.all()) {
            diagnostic(diagnostic);
        }
        json.writeEndArray();
    }

    private void diagnostic(Diagnostic diagnostic) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("rule", diagnostic.rule());
        json.writeStringField("summary", diagnostic.summary());
        json.writeStringField("effect", diagnostic.effect());
        json.writeStringField("advice", diagnostic.advice());
        json.writeFieldName("place");
        if (diagnostic.range().isPresent()) {
            place(diagnostic.range().get(), "");
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("related");
        for (var related : diagnostic.related()) {
            place(related.range(), related.note());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void place(SourceRange range, String note) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", range.file());
        json.writeNumberField("line", range.line());
        json.writeNumberField("column", range.column());
        json.writeNumberField("end_column", range.endColumn());
        json.writeStringField("text", range.lineText());
        json.writeStringField("expansion", range.expansion());
        json.writeStringField("note", note);
        json.writeEndObject();
    }
}
