// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.SourceRange;

/**
 * Where the things of a configuration were written. It is kept beside the model, never in it: a comment added above an
 * instance moves it but changes nothing.
 */
public final class Origins {
    private final Map<Key, SourceRange> ranges;

    record Key(String block, String name, String keyword) {}

    Origins(Map<Key, SourceRange> ranges) {
        this.ranges = Map.copyOf(ranges);
    }

    /** Where {@code vrrp_instance name} begins. */
    public Optional<SourceRange> instance(String name) {
        return keyword(name, "vrrp_instance");
    }

    /** Where {@code keyword} of the instance was given; empty when its default applies. */
    public Optional<SourceRange> keyword(String instance, String keyword) {
        return Optional.ofNullable(ranges.get(new Key("vrrp_instance", instance, keyword)));
    }
}
