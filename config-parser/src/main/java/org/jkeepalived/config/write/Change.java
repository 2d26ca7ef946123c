// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.util.Optional;

/**
 * One difference between two configurations, in words of the file.
 *
 * @param keyword the keyword; for a line of a block of lines that of the block
 * @param before what followed the keyword, empty text for a keyword that stands for itself; absent if the keyword or line
 *     is new
 * @param after what follows it now; absent if the keyword or line has gone
 */
public record Change(String keyword, Optional<String> before, Optional<String> after) {

    /** Such as {@code priority 100 -> 120}, {@code + virtual_ipaddress 10.0.0.1/24}, {@code - nopreempt}. */
    @Override
    public String toString() {
        if (before.isPresent() && after.isPresent()) {
            return keyword + " " + before.get() + " -> " + after.get();
        }
        String words = before.or(() -> after).orElseThrow();
        return (before.isPresent() ? "- " : "+ ") + keyword + (words.isEmpty() ? "" : " " + words);
    }
}
