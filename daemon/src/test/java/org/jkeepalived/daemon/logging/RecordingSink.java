// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Keeps lines, and can be made to hang like a terminal that nobody reads. */
final class RecordingSink implements Sink {
    final List<Line> lines = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore open = new Semaphore(1);

    void hang() {
        open.acquireUninterruptibly();
    }

    void goOn() {
        open.release();
    }

    List<String> texts() {
        synchronized (lines) {
            return lines.stream().map(Line::text).toList();
        }
    }

    @Override
    public void write(List<Line> batch) {
        open.acquireUninterruptibly();
        open.release();
        lines.addAll(batch);
    }
}
