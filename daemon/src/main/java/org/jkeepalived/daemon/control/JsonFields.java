// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Members of JSON objects that answers have in common. */
final class JsonFields {
    private JsonFields() {}

    static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** A text, or null where there is none. */
    static void optional(JsonGenerator json, String name, Optional<?> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get().toString());
        } else {
            json.writeNull();
        }
    }
}
