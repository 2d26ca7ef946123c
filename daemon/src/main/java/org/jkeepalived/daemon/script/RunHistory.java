// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

/**
 * Counts results in a row until they make a difference: {@code rise} and {@code fall}. The first result always does, be
 * the numbers as they may.
 */
final class RunHistory {
    private boolean decided;
    private boolean well;
    private int contraryResults;

    /**
     * Takes a result.
     *
     * @return whether it settles the state, for the first time or anew
     */
    boolean add(boolean success, int rise, int fall) {
        if (decided && success == well) {
            contraryResults = 0;
            return false;
        }
        contraryResults++;
        if (decided && contraryResults < (well ? fall : rise)) {
            return false;
        }
        decided = true;
        well = success;
        contraryResults = 0;
        return true;
    }

    /** Whether the script counts as well; false before the first result. */
    boolean isWell() {
        return well;
    }

    /** The next result is a first one again. */
    void restart() {
        decided = false;
        contraryResults = 0;
    }
}
