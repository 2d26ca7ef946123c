// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import org.jkeepalived.config.model.ProcessSettings;
import org.jkeepalived.posix.MemoryLock;
import org.jkeepalived.posix.PosixException;
import org.jkeepalived.posix.Scheduling;
import org.slf4j.Logger;

/** What the configuration asks of the operating system for the loop's thread; none of it is worth not starting for. */
final class ProcessTuning {
    private static final int THIS_THREAD = 0;

    private ProcessTuning() {}

    /** Applies the settings to the calling thread, and the memory lock to the whole process. */
    static void apply(ProcessSettings settings, Logger log) {
        try {
            if (settings.realTimePriority().isPresent()) {
                Scheduling.setRealtime(THIS_THREAD, settings.realTimePriority().getAsInt());
            } else if (settings.niceness() != 0) {
                Scheduling.setNice(THIS_THREAD, settings.niceness());
            }
            if (settings.noSwap()) {
                MemoryLock.lockUsedPages();
            }
        } catch (PosixException e) {
            log.warn("The process keeps its usual treatment by the kernel: {}", e.getMessage());
        }
    }
}
