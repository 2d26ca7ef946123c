// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.time.Duration;
import java.util.List;

/** What stands after a keyword. */
public sealed interface Value {

    /** A name, an address, a path: one word. */
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    /** A time in seconds, with up to six decimals. */
    record Seconds(Duration duration) implements Value {}

    /** {@code on} or {@code off}. */
    record Switch(boolean on) implements Value {}

    /** A program and its arguments, which the file quotes as one word. */
    record Command(List<String> words) implements Value {
        public Command {
            words = List.copyOf(words);
        }
    }

    /** Several of the same kind: words in a row, or parts of the same name one after the other. */
    record Several(List<Value> values) implements Value {
        public Several {
            values = List.copyOf(values);
        }
    }

    /** Parts that belong together, such as those of one {@code nexthop} of a route. */
    record Group(List<Part> parts) implements Value {
        public Group {
            parts = List.copyOf(parts);
        }
    }
}
