// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jkeepalived.posix.ProcessFiles;

/**
 * Which processes match which watches. It knows only processes that match, and only what it is told or asked to look at;
 * {@link #tell} passes on what has changed.
 *
 * <p>For one thread.
 */
final class ProcessTable {
    /** The kernel's worker threads have the longest names; the fields of /proc/PID/stat up to the state fit as well. */
    private static final int LONGEST_COMM = 128;

    private final Path root;
    private ProcessFiles files;
    private final List<ProcessWatch> watches = new ArrayList<>();
    private final Map<Integer, List<ProcessWatch>> byProcess = new HashMap<>();
    /** The keys of the map: most questions are about other processes, and are answered here without making an object. */
    private final BitSet matching = new BitSet();

    private final List<ProcessWatch> found = new ArrayList<>();
    private int changes;

    /**
     * Knows nothing yet.
     *
     * @param root usually {@link ProcessFiles#PROC}
     */
    ProcessTable(Path root) {
        this.root = root;
        files = new ProcessFiles(root, LONGEST_COMM);
    }

    /** The watch is told nothing before the next {@link #scan}. */
    void add(ProcessWatch watch) {
        watches.add(watch);
        if (watch.pattern.neededBytes() > files.content().capacity()) {
            files = new ProcessFiles(root, watch.pattern.neededBytes());
        }
    }

    void remove(ProcessWatch watch) {
        watches.remove(watch);
        for (int process : matching.stream().toArray()) {
            List<ProcessWatch> others = new ArrayList<>(byProcess.get(process));
            others.remove(watch);
            put(process, others);
        }
    }

    List<ProcessWatch> watches() {
        return watches;
    }

    /** The processes that match something; a view. */
    Set<Integer> matching() {
        return byProcess.keySet();
    }

    boolean isMatching(int process) {
        return matching.get(process);
    }

    /** Grows with each change of {@link #matching}. */
    int changes() {
        return changes;
    }

    /** Whether processes of other users cannot be seen: there is always a first one. */
    boolean isRestricted() {
        return files.read(1, ProcessFiles.File.COMM) < 0;
    }

    /** Tells the visitor all processes. Returns 0 or a negative error number. */
    int list(ProcessFiles.Visitor visitor) {
        return files.list(visitor);
    }

    /** Looks at all processes. Returns 0 or a negative error number; then what was known remains. */
    int scan() {
        Set<Integer> unseen = new HashSet<>(byProcess.keySet());
        int result = list((process, _) -> {
            unseen.remove(process);
            look(process);
        });
        if (result == 0) {
            unseen.forEach(this::exited);
            watches.forEach(watch -> watch.counted = true);
        }
        return result;
    }

    /** The child is what the parent is, until it does something else. */
    void forked(int parent, int child) {
        if (isMatching(parent)) {
            put(child, byProcess.get(parent));
        }
    }

    void exited(int process) {
        if (isMatching(process)) {
            put(process, List.of());
        }
    }

    /** Finds out what the process is now; one that is gone or a zombie is nothing. */
    void look(int process) {
        found.clear();
        match(process, ProcessFiles.File.COMM, false);
        if (!found.isEmpty() && isZombie(process)) {
            found.clear();
        }
        // Reading it touches the memory of the process, which may have to be swapped in for that. A zombie has none.
        match(process, ProcessFiles.File.COMMAND_LINE, true);
        if (!found.isEmpty() || isMatching(process)) {
            put(process, found);
        }
    }

    private void match(int process, ProcessFiles.File file, boolean commandLine) {
        int length = -1;
        for (int i = 0; i < watches.size(); i++) {
            ProcessWatch watch = watches.get(i);
            if (watch.pattern.isCommandLine() == commandLine) {
                if (length < 0) {
                    length = files.read(process, file);
                    if (length < 0) {
                        return;
                    }
                }
                if (watch.pattern.matches(files.content(), length)) {
                    found.add(watch);
                }
            }
        }
    }

    /** The state is the first field behind the name's closing parenthesis; the name can have parentheses as well. */
    private boolean isZombie(int process) {
        int state = files.read(process, ProcessFiles.File.STAT) - 1;
        while (state >= 2 && files.content().get(state - 2) != ')') {
            state--;
        }
        return state < 2 || files.content().get(state) == 'Z';
    }

    /** A number that changes with the process's name; 0 if it cannot be read. Allocates nothing. */
    long nameOf(int process) {
        int length = files.read(process, ProcessFiles.File.COMM);
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + files.content().get(i) + 1;
        }
        return hash;
    }

    private void put(int process, List<ProcessWatch> now) {
        List<ProcessWatch> before = byProcess.getOrDefault(process, List.of());
        if (before.equals(now)) {
            return;
        }
        before.forEach(watch -> watch.count--);
        now.forEach(watch -> watch.count++);
        changes++;
        matching.set(process, !now.isEmpty());
        if (now.isEmpty()) {
            byProcess.remove(process);
        } else {
            byProcess.put(process, new ArrayList<>(now));
        }
    }

    /** Tells those whose count is another one than they know, if it is complete. */
    void tell(Cause cause) {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).tell(cause);
        }
    }
}
