// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

/** What can be tracked; the keyword {@code track_...} of each is a list in instances and groups. */
public enum TrackerKind {
    INTERFACE("interface"),
    SCRIPT("script"),
    FILE("tracked file"),
    PROCESS("tracked process"),
    BFD("bfd");

    private final String phrase;

    TrackerKind(String phrase) {
        this.phrase = phrase;
    }

    /** What keepalived's log calls one of them, before its name. */
    public String phrase() {
        return phrase;
    }
}
