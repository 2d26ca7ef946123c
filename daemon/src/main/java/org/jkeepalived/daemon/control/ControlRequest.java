// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What is asked for.
 *
 * @param dryRun of a reload: only say what it would do
 * @param untilSettled of a reload: {@code wait}, answer when its consequences have arrived
 * @param text whether the answer is for people, and not JSON
 */
public record ControlRequest(Kind kind, boolean dryRun, boolean untilSettled, boolean text) {

    /** The requests that there are. */
    public enum Kind {
        STATUS("status"),
        RELOAD("reload");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        private static Kind of(String word) throws IOException {
            for (var kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IOException("there is no request \"" + word + "\"");
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    /** How the daemon is. */
    public static ControlRequest status(boolean text) {
        return new ControlRequest(Kind.STATUS, false, false, text);
    }

    /** A reload, or what it would do. */
    public static ControlRequest reload(boolean dryRun, boolean untilSettled, boolean text) {
        return new ControlRequest(Kind.RELOAD, dryRun, untilSettled, text);
    }

    /** As one line of JSON, without its end. */
    public String toJson() {
        var request = new StringBuilder("{\"request\":\"").append(kind.word).append('"');
        if (dryRun) {
            request.append(",\"dry_run\":true");
        }
        if (untilSettled) {
            request.append(",\"wait\":true");
        }
        return request.append(",\"text\":").append(text).append('}').toString();
    }

    /**
     * Understands a line. Members that are not known are taken for a mistake: a request that is only understood by half is
     * better not obeyed.
     *
     * @throws IOException with a message for whoever has asked
     */
    static ControlRequest parse(String line) throws IOException {
        Kind kind = null;
        boolean dryRun = false;
        boolean untilSettled = false;
        boolean text = false;
        try (var json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a request is a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "request" -> kind = Kind.of(json.getText());
                    case "dry_run" -> dryRun = flag(name, json);
                    case "wait" -> untilSettled = flag(name, json);
                    case "text" -> text = flag(name, json);
                    default -> throw new IOException("a request has no member \"" + name + "\"");
                }
            }
        }
        if (kind == null) {
            throw new IOException("the member \"request\" is missing");
        }
        return new ControlRequest(kind, dryRun, untilSettled, text);
    }

    private static boolean flag(String name, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("\"" + name + "\" is true or false");
        };
    }
}
