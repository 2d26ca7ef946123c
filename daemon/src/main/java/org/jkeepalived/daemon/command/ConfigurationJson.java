// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jkeepalived.config.write.Entry;
import org.jkeepalived.config.write.Part;
import org.jkeepalived.config.write.Value;

/**
 * Writes the entries of a configuration as JSON: keywords are the names of members.
 *
 * <ul>
 *   <li>A keyword with one word is a string, a number (times are seconds) or a boolean; a flag is true or false.
 *   <li>A keyword with several words is an object that names them.
 *   <li>A block is an object; blocks with names are an array of objects whose first member is {@code name}.
 *   <li>A block of lines is an array with one element for each line.
 * </ul>
 */
final class ConfigurationJson {
    private final JsonGenerator json;

    private ConfigurationJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(List<Entry> root) {
        return JsonText.write(json -> {
            json.writeStartObject();
            new ConfigurationJson(json).members(root);
            json.writeEndObject();
        });
    }

    /** Named blocks of one keyword come together, where the first of them is. */
    private void members(List<Entry> entries) throws IOException {
        var byKeyword = new LinkedHashMap<String, List<Entry>>();
        entries.forEach(entry -> byKeyword
                .computeIfAbsent(entry.keyword(), _ -> new ArrayList<>(1))
                .add(entry));
        for (var same : byKeyword.values()) {
            var first = same.getFirst();
            json.writeFieldName(first.keyword());
            if (first instanceof Entry.Block block && block.name().isPresent()) {
                json.writeStartArray();
                for (var entry : same) {
                    value(entry);
                }
                json.writeEndArray();
            } else {
                value(first);
            }
        }
    }

    private void value(Entry entry) throws IOException {
        switch (entry) {
            case Entry.Setting setting -> parts(setting.parts());
            case Entry.Flag flag -> json.writeBoolean(flag.on());
            case Entry.Block block -> {
                json.writeStartObject();
                if (block.name().isPresent()) {
                    json.writeStringField("name", block.name().get());
                }
                members(block.body());
                json.writeEndObject();
            }
            case Entry.Lines lines -> {
                json.writeStartArray();
                for (var line : lines.lines()) {
                    parts(line);
                }
                json.writeEndArray();
            }
        }
    }

    /** A single word without a name stands for itself. */
    private void parts(List<Part> parts) throws IOException {
        if (parts.size() == 1 && parts.getFirst().name().isEmpty()) {
            value(parts.getFirst().value());
            return;
        }
        json.writeStartObject();
        var names = new HashSet<String>();
        for (var part : parts) {
            // A word that the file has to say twice is still one member.
            if (names.add(part.name())) {
                json.writeFieldName(part.name());
                value(part.value());
            }
        }
        json.writeEndObject();
    }

    private void value(Value value) throws IOException {
        switch (value) {
            case Value.Text text -> json.writeString(text.text());
            case Value.Whole whole -> json.writeNumber(whole.number());
            case Value.Seconds seconds ->
                json.writeNumber(new BigDecimal(org.jkeepalived.config.model.Seconds.text(seconds.duration())));
            case Value.Switch on -> json.writeBoolean(on.on());
            case Value.Command command -> strings(command.words());
            case Value.Several several -> {
                json.writeStartArray();
                for (var item : several.values()) {
                    value(item);
                }
                json.writeEndArray();
            }
            case Value.Group group -> parts(group.parts());
        }
    }

    private void strings(List<String> words) throws IOException {
        json.writeStartArray();
        for (var word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }
}
