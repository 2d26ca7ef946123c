// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

/** No keyword is dropped without a word: with one argument or another it changes the configuration, or is complained of. */
class KeywordEffectTest {

    /** Keywords that only repeat what holds without them, or act while the file is read. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("vrrp_instance/preempt", "vrrp_instance/native_ipv6", "global_defs/include_check");

    @Test
    void everyKeywordHasSomeEffect() {
        var effects = new LinkedHashMap<String, Boolean>();
        for (var each : GeneratedCases.all()) {
            var path = each.name().split("[ :]", 2)[0];
            effects.merge(path, hasEffect(each), Boolean::logicalOr);
        }
        var silent = new TreeSet<String>();
        effects.forEach((path, effect) -> {
            if (!effect && !WITHOUT_EFFECT.contains(path)) {
                silent.add(path);
            }
        });
        assertThat(effects).hasSizeGreaterThan(200);
        assertThat(silent).isEmpty();
    }

    private static boolean hasEffect(Case each) {
        var with = FilesInMemory.load(text(each));
        var without = FilesInMemory.load(text(each).replace(each.statement(), ""));
        return with.exitCode() != without.exitCode()
                || !with.configuration().equals(without.configuration())
                || !complaints(with.diagnostics().all())
                        .equals(complaints(without.diagnostics().all()));
    }

    private static Set<String> complaints(Iterable<Diagnostic> diagnostics) {
        var complaints = new TreeSet<String>();
        for (var diagnostic : diagnostics) {
            if (diagnostic.exitCode() != 0) {
                complaints.add(diagnostic.summary());
            }
        }
        return complaints;
    }

    private static String text(Case each) {
        return new String(Map.copyOf(each.files()).get(Case.MAIN), StandardCharsets.UTF_8);
    }
}
