// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.SourceRange;

/**
 * What a configuration names and the machine does not have. A start waits for it, or does without it; a reload is refused
 * for it, unless the running configuration has lacked the same.
 *
 * @param interfaces those that keepalived would miss, and where each is mentioned first; none with
 *     {@code dynamic_interfaces}
 * @param files included files that exist and cannot be read, and the includes that name them, where that is known
 */
public record Missing(Map<String, SourceRange> interfaces, Map<Path, Optional<SourceRange>> files) {
    /** Nothing is. */
    public static final Missing NOTHING = new Missing(Map.of(), Map.of());

    public Missing {
        interfaces = new LinkedHashMap<>(interfaces);
        files = new LinkedHashMap<>(files);
    }
}
