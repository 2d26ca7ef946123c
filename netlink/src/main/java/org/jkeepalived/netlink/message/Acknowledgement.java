// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

/**
 * The kernel's answer to a request (NLMSG_ERROR): a negative error number or 0, the request's header (and its payload,
 * unless capped), then attributes if flagged.
 *
 * @param error 0 or the positive error number
 * @param text what the kernel says about it, empty if it says nothing
 * @param attributeOffset where in the request the offending attribute begins, -1 if the kernel does not say
 */
public record Acknowledgement(int error, String text, int attributeOffset) {
    // NLMSGERR_ATTR_* of linux/netlink.h.
    private static final int TEXT = 1;
    private static final int OFFSET = 2;

    private static final int ERROR_BYTES = 4;

    /** Reads a message of type {@link MessageType#NLMSG_ERROR}, or {@link MessageType#NLMSG_DONE}, which begins alike. */
    public static Decoded<Acknowledgement> decode(MessageReader message) {
        boolean done = message.type() == MessageType.NLMSG_DONE;
        // Before Linux 2.6.38 and in some families DONE carries nothing.
        if (done && message.payloadLength() < ERROR_BYTES) {
            return new Decoded.Accepted<>(new Acknowledgement(0, "", -1));
        }
        int headerBytes = done ? ERROR_BYTES : ERROR_BYTES + MessageReader.HEADER_BYTES;
        var fault = message.requirePayload(headerBytes);
        if (fault != null) {
            return new Decoded.Rejected<>(fault);
        }
        int error = -message.int32(0);
        String text = "";
        int offset = -1;
        if (message.has(MessageFlags.ACK_ATTRIBUTES)) {
            int repeated = done || message.has(MessageFlags.CAPPED)
                    ? 0
                    : Math.max(0, message.int32(ERROR_BYTES) - MessageReader.HEADER_BYTES);
            // Compared this way round because the sum may overflow.
            if (repeated > message.payloadLength() - headerBytes) {
                return new Decoded.Rejected<>(new MessageFault(
                        MessageFault.Kind.MESSAGE_LENGTH, message.type(), repeated, message.payloadLength()));
            }
            var attributes = message.attributes(headerBytes + repeated);
            while (attributes.next()) {
                switch (attributes.type()) {
                    case TEXT -> text = attributes.text();
                    case OFFSET -> offset = attributes.int32();
                    default -> {
                        // The policy that was violated and such: for netlink's developers.
                    }
                }
            }
            if (attributes.fault() != null) {
                return new Decoded.Rejected<>(attributes.fault());
            }
        }
        return new Decoded.Accepted<>(new Acknowledgement(error, text, offset));
    }
}
