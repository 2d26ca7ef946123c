// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.HmacAuthentication;

/** The block {@code auth_hmac} while it is read. */
final class HmacDraft {
    private static final Duration WINDOW_MIN = Duration.ofSeconds(5);
    private static final Duration WINDOW_MAX = Duration.ofMinutes(5);

    final List<HmacAuthentication.Key> keys = new ArrayList<>();
    int activeKey;
    HmacAuthentication.AntiReplay antiReplay = HmacAuthentication.AntiReplay.TIME;
    Optional<Duration> timeWindow = Optional.empty();
    HmacAuthentication.Mode mode = HmacAuthentication.Mode.ENFORCE;

    boolean hasActiveKey() {
        return keys.stream().anyMatch(key -> key.id() == activeKey);
    }

    /** Without a window of its own it follows the interval of the adverts. */
    HmacAuthentication done(Duration advertInterval) {
        if (timeWindow.isEmpty() && antiReplay == HmacAuthentication.AntiReplay.TIME) {
            var window = Duration.ofSeconds(advertInterval.toSeconds() * 3);
            window = window.compareTo(WINDOW_MIN) < 0 ? WINDOW_MIN : window;
            timeWindow = Optional.of(window.compareTo(WINDOW_MAX) > 0 ? WINDOW_MAX : window);
        }
        return new HmacAuthentication(keys, activeKey, antiReplay, timeWindow, mode);
    }
}
