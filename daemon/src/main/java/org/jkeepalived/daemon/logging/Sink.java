// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.util.List;

/** Somewhere that lines are written to. Used by the log thread alone, which it may block. */
interface Sink extends AutoCloseable {

    /**
     * Writes lines in their order.
     *
     * @throws IOException when some of them are lost
     */
    void write(List<Line> lines) throws IOException;

    @Override
    default void close() {}
}
