// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

import java.util.concurrent.CompletionStage;
import org.jkeepalived.daemon.reload.ReloadOutcome;
import org.jkeepalived.daemon.status.DaemonStatus;

/** What the daemon does for those who ask through the control socket. Called on the socket's own thread. */
public interface ControlHandler {

    CompletionStage<DaemonStatus> status();

    /** What a reload would do now; nothing changes. */
    CompletionStage<ReloadOutcome> planReload();

    /**
     * Reads the configuration again and applies it.
     *
     * @param untilSettled whether to answer only when the kernel has confirmed what the reload asked of it, and each instance has
     *     begun
     */
    CompletionStage<ReloadOutcome> reload(boolean untilSettled);
}
