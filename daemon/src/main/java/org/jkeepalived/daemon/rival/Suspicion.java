// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

/**
 * Why another machine seems to be master of the same virtual router at this moment.
 *
 * @param cause what kind of sign there is
 * @param evidence what was seen, for people: {@code 192.0.2.2: received an invalid passwd!}
 * @param sinceNanos when it was seen first in this episode, CLOCK_MONOTONIC nanoseconds
 */
public record Suspicion(Cause cause, String evidence, long sinceNanos) {
    /** The signs that there are. At most one suspicion of each exists for an instance at a time. */
    public enum Cause {
        /** Adverts of our VRID arrive and are not believed: neither side yields. */
        ADVERTS_REJECTED("adverts_rejected", "adverts of another master are rejected"),
        /** A master that ought to yield to our adverts goes on: they do not reach it, or it rejects them. */
        RIVAL_GOES_ON("rival_goes_on", "another master goes on although it should yield to us"),
        /** Adverts of our VRID reach the interface, but something on this machine drops them. */
        ADVERTS_DROPPED("adverts_dropped", "adverts of another master are dropped on this machine"),
        /** Adverts of our VRID and addresses go elsewhere than to us: to the group or to single peers. */
        ADVERTS_MISDIRECTED("adverts_misdirected", "another master advertises to where we do not listen"),
        /** Our adverts are refused by this machine's kernel, so that the backups hear none. */
        ADVERTS_UNSENT("adverts_unsent", "our adverts cannot be sent"),
        /** An address of ours is claimed in ARP or neighbour discovery by somebody else. */
        ADDRESS_CLAIMED("address_claimed", "an address is used by another machine too"),
        /** Adverts of another VRID carry an address of ours. */
        OTHER_VRID("other_vrid", "an address is advertised under another VRID");

        private final String key;
        private final String words;

        Cause(String key, String words) {
            this.key = key;
            this.words = words;
        }

        /** The name for machines: lower case, digits and underscores. */
        public String key() {
            return key;
        }

        /** The name for people. */
        public String words() {
            return words;
        }
    }

    /** Cause and evidence in one line. */
    public String text() {
        return cause.words() + " (" + evidence + ")";
    }
}
