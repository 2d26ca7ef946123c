// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

/** One run of a script, from its start to its result. */
public interface ScriptRun {
    /**
     * Ends it: SIGTERM to its process group now, SIGKILL if it is still there two seconds later; but first to itself alone if
     * it is {@link ScriptCommand#endingItself}. The result comes as ever. Does nothing if it has ended. For any thread.
     */
    void terminate();
}
