// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is found while a configuration is read. */
public final class Findings {

    /** keepalived's code for a configuration with complaints, see keepalived(8) on {@code --config-test}. */
    public static final int EXIT_COMPLAINTS = 5;

    /** Its code when the only complaint is an interface that is missing. */
    public static final int EXIT_CANNOT_RUN = 4;

    /** Its code when a file that has to be there is not. */
    public static final int EXIT_NO_CONFIGURATION = 6;

    /** Its code when it stops in the middle, at a keyword without its argument. */
    public static final int EXIT_MISSING_PARAMETER = 2;

    /** Its code when scripts run as root without script security. */
    public static final int EXIT_SECURITY = 6;

    /** More than these are only counted: a loop in a file must not fill the memory. */
    private static final int KEPT = 5_000;

    private final List<Draft> drafts = new ArrayList<>();
    private int dropped;
    private boolean complaintsDropped;
    private boolean errors;

    /** A finding that is still being described; it counts from the moment it is made. */
    public static final class Draft {
        private final Severity severity;
        private final Optional<SourceRange> range;
        private final String summary;
        private String rule = "";
        private String effect = "";
        private String advice = "";
        private final List<Diagnostic.Related> related = new ArrayList<>(0);
        private int exitCode = EXIT_COMPLAINTS;

        private Draft(Severity severity, Optional<SourceRange> range, String summary) {
            this.severity = severity;
            this.range = range;
            this.summary = summary;
        }

        /** The id of the lint rule that found it. */
        public Draft rule(String id) {
            rule = id;
            return this;
        }

        /** What happens because of it. */
        public Draft effect(String text) {
            effect = text;
            return this;
        }

        /** A way out. */
        public Draft advice(String text) {
            advice = text;
            return this;
        }

        /** Another place that takes part. */
        public Draft related(SourceRange place, String note) {
            related.add(new Diagnostic.Related(place, note));
            return this;
        }

        /** What {@code keepalived -t} makes of it, where that is not {@link #EXIT_COMPLAINTS}. */
        public Draft exitCode(int code) {
            exitCode = code;
            return this;
        }

        private Diagnostic build() {
            return new Diagnostic(severity, rule, range, summary, effect, advice, related, exitCode);
        }
    }

    /** Something that keeps keepalived from running. */
    public Draft error(SourceRange range, String summary) {
        return add(Severity.ERROR, Optional.of(range), summary);
    }

    /** Something that is not done as written. */
    public Draft warning(SourceRange range, String summary) {
        return add(Severity.WARNING, Optional.of(range), summary);
    }

    /** Something worth knowing, which keepalived logs at most. */
    public Draft note(SourceRange range, String summary) {
        return add(Severity.NOTE, Optional.of(range), summary).exitCode(0);
    }

    /** About the configuration as a whole. */
    public Draft general(Severity severity, String summary) {
        return add(severity, Optional.empty(), summary);
    }

    /** Anywhere or nowhere, of any severity. */
    public Draft found(Severity severity, Optional<SourceRange> range, String summary) {
        return add(severity, range, summary);
    }

    private Draft add(Severity severity, Optional<SourceRange> range, String summary) {
        errors |= severity == Severity.ERROR;
        var draft = new Draft(severity, range, summary);
        if (!isFull() || (severity == Severity.ERROR && drafts.size() < 2 * KEPT)) {
            drafts.add(draft);
        } else {
            dropped++;
            complaintsDropped |= severity != Severity.NOTE;
        }
        return draft;
    }

    /** Whether warnings and notes are only counted from now on, so that nobody need think of advice for them. */
    public boolean isFull() {
        return drafts.size() >= KEPT;
    }

    /** Whether something keeps the configuration from running. */
    public boolean hasErrors() {
        return errors;
    }

    /** Everything found so far: by file in the order of first mention, by line, then what is about the whole. */
    public Diagnostics done() {
        var all = new ArrayList<Diagnostic>(drafts.size() + 1);
        drafts.forEach(draft -> all.add(draft.build()));
        if (dropped > 0) {
            all.add(new Diagnostic(
                    complaintsDropped ? Severity.WARNING : Severity.NOTE,
                    "",
                    Optional.empty(),
                    dropped + " further findings are not shown",
                    "",
                    "",
                    List.of(),
                    complaintsDropped ? EXIT_COMPLAINTS : 0));
        }
        return Diagnostics.inOrder(all);
    }
}
