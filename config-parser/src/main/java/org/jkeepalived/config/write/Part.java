// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

/**
 * A part of a line: a word, a name with a word after it, or a name alone.
 *
 * @param name what the part is; the file has it where {@code form} says so
 * @param value what it is set to; a switch that is on for {@link Form#NAME}
 */
public record Part(String name, Value value, Form form) {

    /** How much of it stands in the file. */
    public enum Form {
        /** Only the value: its position tells what it is. */
        VALUE,
        /** The name and the value. */
        NAME_AND_VALUE,
        /** Only the name. */
        NAME
    }

    static Part positional(String name, Value value) {
        return new Part(name, value, Form.VALUE);
    }

    static Part positional(String name, String text) {
        return positional(name, new Value.Text(text));
    }

    static Part positional(String name, long number) {
        return positional(name, new Value.Whole(number));
    }

    static Part named(String name, Value value) {
        return new Part(name, value, Form.NAME_AND_VALUE);
    }

    static Part named(String name, String text) {
        return named(name, new Value.Text(text));
    }

    static Part named(String name, long number) {
        return named(name, new Value.Whole(number));
    }

    static Part flag(String name) {
        return new Part(name, new Value.Switch(true), Form.NAME);
    }
}
