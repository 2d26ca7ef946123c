// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

/** What this daemon makes of a keyword. */
public enum Status {
    /** It acts as in keepalived. */
    EFFECTIVE("supported"),
    /** It is understood and kept, but nothing happens yet; said once. */
    LATER("accepted"),
    /** It concerns a part of keepalived that is not here (load balancing, firewall helpers); said once. */
    OUTSIDE("ignored"),
    /** There is nothing to do for it here, and nothing is lost. */
    NO_EFFECT("accepted, no effect");

    private final String label;

    Status(String label) {
        this.label = label;
    }

    /** The word for the compatibility table. */
    public String label() {
        return label;
    }
}
