// SPDX-License-Identifier: Apache-2.0
/**
 * The language below its keywords: files, comments, quotes, definitions, conditional lines, sequences, includes, braces.
 * What comes out is a stream of {@link org.jkeepalived.config.text.Line}s, each a lone brace or words without braces.
 */
package org.jkeepalived.config.text;
