// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.Host;
import org.jkeepalived.config.environment.SourceLoader;
import org.jkeepalived.config.model.HmacAuthentication;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** The block {@code auth_hmac}. */
final class HmacReader implements InstanceTheme {
    private static final int WINDOW_MAX_SECONDS = 300;

    /** S_IRWXG and S_IRWXO. */
    private static final int NOT_ONLY_OWNER = 077;

    /** "hex:", the digits of the longest key, and what an editor may leave behind them. */
    private static final int FILE_BYTES_MAX = 4 + 2 * HmacAuthentication.KEY_BYTES_MAX + 6;

    private final InstanceValues values;
    private final Findings findings;
    private final SourceLoader sources;
    private final Host host;

    HmacReader(InstanceValues values, SourceLoader sources, Host host) {
        this.host = host;
        this.values = values;
        this.findings = values.findings();
        this.sources = sources;
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        if (!statement.keyword().name().equals("auth_hmac")) {
            return false;
        }
        var hmac = draft.hmac.orElseGet(HmacDraft::new);
        draft.hmac = Optional.of(hmac);
        for (var child : statement.body()) {
            draft.given.put(child.keyword().name(), child);
            switch (child.keyword().name()) {
                case "key" -> readKey(draft, hmac, child);
                case "active_key" ->
                    values.exact(
                            child,
                            1,
                            255,
                            word -> draft.prefix() + "auth_hmac active_key '" + word + "' must be between 1 and 255",
                            id -> hmac.activeKey = (int) id);
                case "time_window" ->
                    values.exact(
                            child,
                            1,
                            WINDOW_MAX_SECONDS,
                            word -> draft.prefix() + "auth_hmac time_window '" + word + "' must be between 1 and "
                                    + WINDOW_MAX_SECONDS + " seconds",
                            seconds -> hmac.timeWindow = Optional.of(Duration.ofSeconds(seconds)));
                default -> readChoice(draft, hmac, child);
            }
        }
        return true;
    }

    private void readChoice(InstanceDraft draft, HmacDraft hmac, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        switch (statement.keyword().name() + " " + word) {
            case "anti_replay time" -> hmac.antiReplay = HmacAuthentication.AntiReplay.TIME;
            case "anti_replay monotonic" -> hmac.antiReplay = HmacAuthentication.AntiReplay.MONOTONIC;
            case "mode enforce" -> hmac.mode = HmacAuthentication.Mode.ENFORCE;
            case "mode permissive" -> hmac.mode = HmacAuthentication.Mode.PERMISSIVE;
            case "mode receive-only" -> hmac.mode = HmacAuthentication.Mode.RECEIVE_ONLY;
            default ->
                findings.warning(
                                word.range(),
                                draft.prefix() + "auth_hmac " + statement.keyword() + " '" + word + "' must be "
                                        + (statement.keyword().name().equals("mode")
                                                ? "enforce, permissive or receive-only"
                                                : "time or monotonic"))
                        .effect("ignored");
        }
    }

    private void readKey(InstanceDraft draft, HmacDraft hmac, Statement statement) {
        if (statement.size() < 3) {
            values.warn(draft, statement, "auth_hmac key needs an id and a value");
            return;
        }
        var idWord = statement.word(1);
        var number = values.plain()
                .exact(idWord, 1, 255, draft.prefix() + "auth_hmac key id '" + idWord + "' must be between 1 and 255");
        if (number.isEmpty()) {
            return;
        }
        int id = (int) number.getAsLong();
        var word = statement.word(2);
        var secret = word.text().startsWith("file:")
                ? readFile(draft, word, word.text().substring("file:".length()))
                : decode(word.text());
        int length = secret.length();
        if (length < HmacAuthentication.KEY_BYTES_MIN || length > HmacAuthentication.KEY_BYTES_MAX) {
            findings.warning(
                            word.range(),
                            draft.prefix() + "auth_hmac key " + id + " length " + length + " not in range ["
                                    + HmacAuthentication.KEY_BYTES_MIN + ", " + HmacAuthentication.KEY_BYTES_MAX + "]")
                    .effect("the key is ignored");
        } else if (hmac.keys.stream().anyMatch(key -> key.id() == id)) {
            findings.warning(idWord.range(), draft.prefix() + "duplicate auth_hmac key id " + id)
                    .effect("the key is ignored");
        } else {
            hmac.keys.add(new HmacAuthentication.Key(id, secret));
        }
    }

    /** The bytes of a key, one character each: after {@code hex:} pairs of digits, otherwise itself. */
    private static String decode(String text) {
        if (!text.startsWith("hex:")) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
        try {
            var bytes = HexFormat.of().parseHex(text.substring("hex:".length()));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private void checkPermissions(InstanceDraft draft, Word word, String name) {
        boolean open = host.realPath(name)
                .flatMap(host::file)
                .filter(facts -> (facts.mode() & NOT_ONLY_OWNER) != 0)
                .isPresent();
        if (open) {
            findings.warning(
                            word.range(),
                            draft.prefix() + "auth_hmac key file '" + name + "' is readable by group or others")
                    .effect("whoever reads it can send adverts that are believed")
                    .advice("chmod 600 " + name)
                    .exitCode(Findings.EXIT_SECURITY);
        }
    }

    private String readFile(InstanceDraft draft, Word word, String name) {
        try {
            var text =
                    new String(sources.read(Path.of(name), SourceLoader.SMALL_FILE_BYTES), StandardCharsets.ISO_8859_1);
            checkPermissions(draft, word, name);
            if (text.length() > FILE_BYTES_MAX) {
                findings.warning(word.range(), draft.prefix() + "auth_hmac key file '" + name + "' is too large");
                return "";
            }
            return decode(text.replaceAll("[\\r\\n]+$", ""));
        } catch (IOException | InvalidPathException _) {
            findings.warning(word.range(), draft.prefix() + "auth_hmac key file '" + name + "' cannot be opened");
            return "";
        }
    }
}
