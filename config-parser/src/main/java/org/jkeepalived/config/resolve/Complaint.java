// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.text.Word;

/** Says what is wrong with a word. */
@FunctionalInterface
interface Complaint {
    String about(Word word);
}
