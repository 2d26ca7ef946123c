// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/**
 * Why a message cannot be read. The kernel does not send such, but its lengths are not trusted either.
 *
 * @param kind what is wrong
 * @param subject the message's or the attribute's type
 * @param neededBytes how long it should be, 0 where length is not the matter
 * @param actualBytes how long it is
 */
public record MessageFault(Kind kind, int subject, int neededBytes, int actualBytes) {
    /** What is wrong. */
    public enum Kind {
        /** The datagram did not fit into the receive buffer. */
        TRUNCATED_DATAGRAM,
        /** nlmsg_len says more than there is, or less than a header. */
        MESSAGE_LENGTH,
        /** The family's header does not fit into the message. */
        SHORT_PAYLOAD,
        /** nla_len says more than there is, or less than a header. */
        ATTRIBUTE_LENGTH,
        /** The attribute's value is not as long as its type is. */
        VALUE_LENGTH,
        /** An attribute is missing without which the message means nothing. */
        MISSING_ATTRIBUTE
    }
}
