// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import org.jkeepalived.config.model.BfdInstance;

/**
 * {@code track_bfd}, as long as there is no BFD: the session is down, as one is whose neighbour has not answered yet. That
 * is what keepalived begins with too.
 */
public final class BfdTracker extends Tracker<BfdInstance> {
    public BfdTracker(String name, BfdInstance definition, Listener listener) {
        super(name, definition, new Status.Down("down: this version does no BFD yet"), listener);
    }

    @Override
    protected void start() {}

    @Override
    protected void redefined(BfdInstance before) {}

    @Override
    protected void stop() {}
}
