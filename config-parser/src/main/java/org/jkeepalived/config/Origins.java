// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.tree.Statement;

/**
 * Where the things of a configuration were written. It is kept beside the model, never in it: a comment added above an
 * instance moves it but changes nothing. It holds the whole text; drop it when nothing has to point there any more.
 */
public final class Origins {
    private final Map<String, Statement> instances;

    Origins(Map<String, Statement> instances) {
        this.instances = instances;
    }

    /** Where {@code vrrp_instance name} begins. */
    public Optional<SourceRange> instance(String name) {
        return Optional.ofNullable(instances.get(name)).map(Statement::range);
    }

    /** Where {@code keyword} of the instance was given, the last time if several; empty when its default applies. */
    public Optional<SourceRange> keyword(String instance, String keyword) {
        return Optional.ofNullable(instances.get(instance))
                .flatMap(block -> block.body().stream()
                        .filter(statement -> statement.keyword().name().equals(keyword))
                        .reduce((_, last) -> last)
                        .map(Statement::range));
    }
}
