// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.tree.Statement;

/**
 * Where the things of a configuration were written. It is kept beside the model, never in it: a comment added above an
 * instance moves it but changes nothing. It holds the whole text; drop it when nothing has to point there any more.
 */
public final class Origins {
    private static final String INSTANCE = "vrrp_instance";

    /** What tells one block of the root level from another. */
    private record Block(String keyword, String name) {}

    private final List<Statement> statements;
    private Map<Block, Statement> blocks;

    Origins(List<Statement> statements) {
        this.statements = statements;
    }

    /** Where {@code vrrp_instance name} begins. */
    public Optional<SourceRange> instance(String name) {
        return block(INSTANCE, name);
    }

    /** Where {@code keyword} of the instance was given, the last time if several; empty when its default applies. */
    public Optional<SourceRange> keyword(String instance, String keyword) {
        return keyword(INSTANCE, instance, keyword);
    }

    /** Where a named block of the root level begins, such as {@code vrrp_script name}; of several the first, which counts. */
    public Optional<SourceRange> block(String block, String name) {
        return find(block, name).map(Statement::range);
    }

    /** Where {@code keyword} was given in a named block of the root level, the last time if several. */
    public Optional<SourceRange> keyword(String block, String name, String keyword) {
        return find(block, name).flatMap(statement -> last(statement, keyword)).map(Statement::range);
    }

    /** A named block of the root level as it was written, definitions replaced; of several the first, which counts. */
    public Optional<Statement> statement(String block, String name) {
        return find(block, name);
    }

    /** Where {@code keyword} was given in {@code global_defs}, the last time if several. */
    public Optional<SourceRange> global(String keyword) {
        return statements.stream()
                .filter(statement -> statement.keyword().name().equals("global_defs"))
                .flatMap(statement -> last(statement, keyword).stream())
                .reduce((_, last) -> last)
                .map(Statement::range);
    }

    /** The last line that begins with a word in a block of the root level without a name. */
    public Optional<SourceRange> line(String block, String head) {
        return statements.stream()
                .filter(statement -> statement.keyword().name().equals(block))
                .flatMap(statement -> statement.body().stream())
                .filter(line -> line.head().is(head))
                .reduce((_, last) -> last)
                .map(Statement::range);
    }

    private Optional<Statement> find(String block, String name) {
        if (blocks == null) {
            blocks = new HashMap<>();
            for (var statement : statements) {
                if (statement.size() > 1) {
                    blocks.putIfAbsent(
                            new Block(
                                    statement.keyword().name(),
                                    statement.word(1).text()),
                            statement);
                }
            }
        }
        return Optional.ofNullable(blocks.get(new Block(block, name)));
    }

    private static Optional<Statement> last(Statement block, String keyword) {
        return block.body().stream()
                .filter(statement -> statement.keyword().name().equals(keyword))
                .reduce((_, last) -> last);
    }
}
