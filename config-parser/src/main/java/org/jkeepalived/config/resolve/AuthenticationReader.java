// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.tree.Statement;

/** The block {@code authentication}. */
final class AuthenticationReader implements InstanceTheme {
    private final InstanceValues values;
    private final Findings findings;

    AuthenticationReader(InstanceValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        if (!statement.keyword().name().equals("authentication")) {
            return false;
        }
        readAuthentication(draft, statement);
        return true;
    }

    private void readAuthentication(InstanceDraft draft, Statement block) {
        for (var statement : block.body()) {
            draft.given.put(statement.keyword().name(), statement);
            var word = values.plain().require(statement, 1);
            if (word != null && statement.keyword().name().equals("auth_type")) {
                switch (word.text()) {
                    case "PASS" -> draft.authenticationType = Optional.of(Authentication.Type.PASS);
                    case "AH" -> draft.authenticationType = Optional.of(Authentication.Type.AH);
                    default ->
                        findings.warning(word.range(), draft.prefix() + "unknown authentication type '" + word + "'")
                                .effect("ignored")
                                .advice("PASS or AH");
                }
            } else if (word != null) {
                var bytes = word.text().getBytes(StandardCharsets.UTF_8);
                if (bytes.length > Authentication.PASSWORD_BYTES) {
                    findings.warning(
                                    word.range(),
                                    "Truncating auth_pass to " + Authentication.PASSWORD_BYTES + " characters")
                            .advice("the field in an advert has no room for more");
                }
                draft.password = new String(
                        bytes, 0, Math.min(bytes.length, Authentication.PASSWORD_BYTES), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
