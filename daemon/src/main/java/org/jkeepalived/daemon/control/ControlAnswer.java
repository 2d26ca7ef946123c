// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.status.DaemonStatus;
import org.jkeepalived.daemon.status.StatusText;

/**
 * Answers as lines of JSON. Each has the member {@code exit_code}, with which a command ends that has asked, and one of:
 * {@code text} for people, {@code status} or {@code reload}, and {@code error}.
 */
final class ControlAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one value. */
    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private ControlAnswer() {}

    static String of(DaemonStatus status, boolean text) {
        return text
                ? line(ControlExit.OK, "text", json -> json.writeString(StatusText.of(status)))
                : line(ControlExit.OK, "status", json -> StatusJson.write(status, json));
    }

    static String of(ReloadOutcome outcome, boolean text) {
        int exitCode = switch (outcome.result()) {
            case POSSIBLE, APPLIED -> ControlExit.OK;
            case NOT_SETTLED -> ControlExit.NOT_SETTLED;
            case REFUSED -> ControlExit.REFUSED;
        };
        return text
                ? line(exitCode, "text", json -> json.writeString(outcome.toString()))
                : line(exitCode, "reload", json -> ReloadJson.write(outcome, json));
    }

    static String error(int exitCode, String message) {
        return line(exitCode, "error", json -> json.writeString(message));
    }

    private static String line(int exitCode, String name, Content content) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("exit_code", exitCode);
            json.writeFieldName(name);
            content.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }
}
