// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.util.regex.Pattern;

/**
 * An address as the configuration has it: {@code ops@example.org} or {@code Night Shift <ops@example.org>}.
 *
 * @param text at least one character
 */
record MailAddress(String text) {
    /** What a name must be quoted for (RFC 5322 section 3.2.3). */
    private static final Pattern SPECIALS = Pattern.compile("[()<>\\[\\]:;@\\\\,.]");

    /** As the header of a mail wants it. */
    String header() {
        int address = text.lastIndexOf('<');
        if (!hasName(address)) {
            return text;
        }
        String name = text.substring(0, address).stripTrailing();
        if (!SPECIALS.matcher(name).find()) {
            return text;
        }
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + quoted + "\"" + text.substring(name.length());
    }

    /** The address alone, as the commands MAIL and RCPT have it between angle brackets (RFC 5321 section 4.1.2). */
    String mailbox() {
        int address = text.lastIndexOf('<');
        return text.endsWith(">") && address >= 0 ? text.substring(address + 1, text.length() - 1) : text;
    }

    private boolean hasName(int address) {
        return text.endsWith(">") && address > 0;
    }
}
