// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.util.Optional;
import org.jkeepalived.config.Origins;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.VrrpInstance;

/** A configuration that is looked at, and where its parts were written. */
record Subject(Configuration configuration, Origins origins) {

    /** Where the first of the keywords that is there was given, otherwise where the instance begins. */
    Optional<SourceRange> place(VrrpInstance instance, String... keywords) {
        for (var keyword : keywords) {
            var place = origins.keyword(instance.name(), keyword);
            if (place.isPresent()) {
                return place;
            }
        }
        return origins.instance(instance.name());
    }

    /** The same for any named block of the root level. */
    Optional<SourceRange> place(String block, String name, String keyword) {
        return origins.keyword(block, name, keyword).or(() -> origins.block(block, name));
    }
}
