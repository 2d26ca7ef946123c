// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/** What became of a message's bytes: a value, or the reason why there is none. */
public sealed interface Decoded<T> {
    /** The message makes sense. */
    record Accepted<T>(T value) implements Decoded<T> {}

    /** It does not. */
    record Rejected<T>(MessageFault fault) implements Decoded<T> {}
}
