// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import org.jkeepalived.config.model.BfdInstance;
import org.slf4j.Logger;

/**
 * {@code track_bfd}, as long as there is no BFD: the session is down, as one is whose neighbour has not answered yet. That
 * is what keepalived begins with too.
 */
public final class BfdTracker extends Tracker<BfdInstance> {
    private final Logger log;

    public BfdTracker(BfdInstance definition, Listener listener, Logger log) {
        super(definition.name(), definition, new Status.Down("down: BFD is not supported yet"), listener);
        this.log = log;
    }

    @Override
    protected void start() {
        log.warn("BFD is not supported yet: the session {} stays down", name());
    }

    @Override
    protected void redefined(BfdInstance before) {}

    @Override
    protected void stop() {}
}
