// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import org.jkeepalived.config.model.VrrpInstance;

/** Two instances, of two files, of one virtual router. */
record Pair(Subject left, VrrpInstance first, Subject right, VrrpInstance second) {

    /** A finding with the place in the first file, and that in the second one beside it. */
    void report(Report report, String text, String... keywords) {
        report.at(
                left.place(first, keywords),
                "(" + first.name() + ") " + text,
                right.place(second, keywords),
                "the peer");
    }
}
