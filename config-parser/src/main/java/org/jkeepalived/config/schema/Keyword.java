// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One keyword in one place of the file. */
public final class Keyword {
    private final String name;
    private final Shape shape;
    private final Status status;
    private final String argument;
    private final String range;
    private final String defaultValue;
    private final String difference;
    private final String deprecation;
    private final boolean deprecationComplains;
    private final Map<String, Keyword> children;

    private Keyword(Builder builder, Status inherited) {
        this.name = builder.name;
        this.shape = builder.shape;
        this.status = builder.status != null ? builder.status : inherited;
        this.argument = builder.argument;
        this.range = builder.range;
        this.defaultValue = builder.defaultValue;
        this.difference = builder.difference;
        this.deprecation = builder.deprecation;
        this.deprecationComplains = builder.deprecationComplains;
        var keywords = new LinkedHashMap<String, Keyword>();
        for (var child : builder.children) {
            keywords.put(child.name, new Keyword(child, status));
        }
        this.children = Collections.unmodifiableMap(keywords);
    }

    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    public Status status() {
        return status;
    }

    /** What the argument is, in the manual's notation; empty for none. */
    public String argument() {
        return argument;
    }

    /** Permitted values; empty where anything goes. */
    public String range() {
        return range;
    }

    /** What holds when the keyword is absent; empty for "nothing". */
    public String defaultValue() {
        return defaultValue;
    }

    /** Where this daemon departs from keepalived; empty for nowhere. */
    public String difference() {
        return difference;
    }

    /** What to write instead; empty for a keyword that is not deprecated. */
    public String deprecation() {
        return deprecation;
    }

    /** Whether keepalived counts its use as a mistake and does not only mention it. */
    public boolean deprecationComplains() {
        return deprecationComplains;
    }

    /** The keywords of its block, in the manual's order. */
    public Collection<Keyword> children() {
        return children.values();
    }

    /** A keyword of its block, or null. */
    public Keyword child(String keyword) {
        return children.get(keyword);
    }

    @Override
    public String toString() {
        return name;
    }

    static Builder keyword(String name, Shape shape, String argument) {
        return new Builder(name, shape, argument);
    }

    static Builder flag(String name) {
        return keyword(name, Shape.FLAG, "");
    }

    static Builder bool(String name) {
        return keyword(name, Shape.BOOLEAN, "[BOOL]").defaults("off");
    }

    static Builder word(String name, String argument) {
        return keyword(name, Shape.WORD, argument);
    }

    static Builder number(String name, String argument, String range) {
        return keyword(name, Shape.WORD, argument).range(range);
    }

    static Builder words(String name, String argument) {
        return keyword(name, Shape.WORDS, argument);
    }

    static Builder script(String name) {
        return keyword(name, Shape.SCRIPT, "SCRIPT [USER [GROUP]]");
    }

    static Builder lines(String name, String entries) {
        return keyword(name, Shape.LINES, "{ " + entries + " }");
    }

    /** Lines that stand in a block with a name. */
    static Builder lines(String name, String argument, String entries) {
        return keyword(name, Shape.LINES, argument + " { " + entries + " }");
    }

    static Builder block(String name, String argument, Builder... children) {
        var builder = keyword(name, Shape.BLOCK, argument);
        builder.children = children;
        return builder;
    }

    /** Describes a keyword; its block's keywords inherit its status unless they have their own. */
    static final class Builder {
        private static final Builder[] NONE = {};

        private final String name;
        private final Shape shape;
        private final String argument;
        private Status status;
        private String range = "";
        private String defaultValue = "";
        private String difference = "";
        private String deprecation = "";
        private boolean deprecationComplains;
        private Builder[] children = NONE;

        private Builder(String name, Shape shape, String argument) {
            this.name = name;
            this.shape = shape;
            this.argument = argument;
        }

        Builder range(String text) {
            range = text;
            return this;
        }

        Builder defaults(String text) {
            defaultValue = text;
            return this;
        }

        Builder differs(String text) {
            difference = text;
            return this;
        }

        /** Deprecated, which keepalived mentions at most. */
        Builder insteadUse(String text) {
            deprecation = text;
            return this;
        }

        /** Deprecated, which keepalived complains of. */
        Builder mustUse(String text) {
            deprecationComplains = true;
            return insteadUse(text);
        }

        Builder status(Status value) {
            status = value;
            return this;
        }

        Builder later() {
            return status(Status.LATER);
        }

        Builder outside() {
            return status(Status.OUTSIDE);
        }

        Builder noEffect() {
            return status(Status.NO_EFFECT);
        }

        Keyword build() {
            return new Keyword(this, Status.EFFECTIVE);
        }
    }
}
