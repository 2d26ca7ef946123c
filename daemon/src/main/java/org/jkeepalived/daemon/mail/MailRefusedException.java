// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.io.IOException;

/** The server does not want a mail and says that it never will (RFC 5321 section 4.2.1, reply codes 5yz). */
final class MailRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    MailRefusedException(String message) {
        super(message);
    }
}
