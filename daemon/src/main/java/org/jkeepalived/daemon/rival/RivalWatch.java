// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

/**
 * Looks, while a virtual router is master, for signs of another master that its own adverts cannot show. On the loop's
 * thread.
 */
public interface RivalWatch {
    /** Looks for nothing. */
    RivalWatch NONE = new RivalWatch() {
        @Override
        public void begin(WatchedMaster master) {}

        @Override
        public void end(WatchedMaster master) {}
    };

    /** The router is master now. */
    void begin(WatchedMaster master);

    /** The router is master no longer, or another description of it follows. */
    void end(WatchedMaster master);
}
