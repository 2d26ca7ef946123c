// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * keepalived's own authentication by a keyed digest of each advert, block {@code auth_hmac}.
 *
 * @param keys all that are accepted, ids unique
 * @param activeKey {@code active_key}: the id of the one to send with; it is among the keys
 * @param antiReplay {@code anti_replay}
 * @param timeWindow {@code time_window}, 1 to 300 s; not given: three intervals, at least 5 s; empty: no clock is compared
 * @param mode {@code mode}
 */
public record HmacAuthentication(
        List<Key> keys, int activeKey, AntiReplay antiReplay, Optional<Duration> timeWindow, Mode mode) {

    public static final int KEY_BYTES_MIN = 32;
    public static final int KEY_BYTES_MAX = 64;

    /**
     * A shared secret.
     *
     * @param id 1 to 255
     * @param secret one character (0 to 255) for each byte
     */
    public record Key(int id, String secret) {

        /** A fresh array each time. */
        public byte[] bytes() {
            return secret.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Never tells the secret. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** How an advert that was heard before is told from a new one. */
    public enum AntiReplay {
        /** By the sender's clock. */
        TIME,
        /** By a number that only grows. */
        MONOTONIC
    }

    /** What becomes of adverts that do not prove themselves. */
    public enum Mode {
        /** They are dropped. */
        ENFORCE,
        /** They are accepted. */
        PERMISSIVE,
        /** They are dropped, and ours prove nothing. */
        RECEIVE_ONLY
    }

    public HmacAuthentication {
        keys = List.copyOf(keys);
    }
}
