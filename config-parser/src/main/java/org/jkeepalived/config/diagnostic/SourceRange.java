// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

/**
 * A stretch of one line of a file. Lines and columns count from 1; a column is a UTF-16 character of the decoded line.
 *
 * @param file the name as the daemon was given it or as {@code include} resolved it
 * @param line the line
 * @param column where it begins
 * @param endColumn the column after its last character; the same as {@code column} for a mere position
 * @param lineText the whole line, without its end
 * @param expansion what the line reads after definitions and sequences were put in; empty when it stands as written
 */
public record SourceRange(String file, int line, int column, int endColumn, String lineText, String expansion) {}
