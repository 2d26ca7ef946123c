// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.diagnostic;

/** How bad a finding is. */
public enum Severity {
    /** The configuration cannot run. */
    ERROR,
    /** It runs, but not quite as written. */
    WARNING,
    /** It runs as written; worth knowing. */
    NOTE
}
