// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jkeepalived.posix.CurrentProcess;
import org.slf4j.Logger;

/**
 * What an earlier daemon left in the kernel when it was killed, and what this one leaves if it is.
 *
 * <p>There are two witnesses. Objects carry keepalived's number where the kernel has room for it, which does not say
 * which daemon made them; that is enough as long as no other one runs in the network namespace. And a state file names
 * what the daemon of this pid file might have made, for kernels without such marks and for hosts of several daemons. It
 * is written before an object can be: at the start, and when a configuration has been read. Changes of state need none.
 *
 * <p>What still is in the configuration is not looked at here: a router removes or claims its own.
 */
public final class Leftovers implements AutoCloseable {
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(1);
    private static final int NAMED_MAX = 20;

    private final List<RemnantKind> kinds;
    private final BooleanSupplier otherDaemons;
    private final Logger log;
    private final StateWriter writer;
    private final Set<KernelObject> remembered;
    private final Map<RemnantKind, List<Remnant>> found = new LinkedHashMap<>();
    /** What the file is to name. */
    private Set<KernelObject> expected = Set.of();
    /** What was expected last. */
    private Set<KernelObject> newest = Set.of();

    /**
     * Reads the state file.
     *
     * @param pidFile beside which the state file is
     * @param kinds what is looked for
     */
    public static Leftovers of(Path pidFile, List<RemnantKind> kinds, Logger log) {
        Life life;
        try {
            life = Life.current();
        } catch (IOException e) {
            log.warn("Cannot tell one boot from another: {}", e.getMessage());
            life = new Life("unknown", "of process " + CurrentProcess.id());
        }
        return new Leftovers(
                new StateFile(StateFile.beside(pidFile.toAbsolutePath()), life), kinds, OtherDaemons::arePresent, log);
    }

    Leftovers(StateFile file, List<RemnantKind> kinds, BooleanSupplier otherDaemons, Logger log) {
        this.kinds = List.copyOf(kinds);
        this.otherDaemons = otherDaemons;
        this.log = log;
        writer = new StateWriter(file, log);
        remembered = read(file, log);
        expected = remembered;
    }

    private static Set<KernelObject> read(StateFile file, Logger log) {
        try {
            return file.read();
        } catch (IOException e) {
            log.warn("Cannot read {}: {}", file.path(), e.toString());
            return Set.of();
        }
    }

    /**
     * Looks for what was left. Before this process opens VRRP sockets, and after the kinds have learnt what the kernel has:
     * a daemon that starts meanwhile then shows, or has made nothing that was seen.
     */
    public void find() {
        boolean alone = !otherDaemons.getAsBoolean();
        for (RemnantKind kind : kinds) {
            Set<String> names = remembered.stream()
                    .filter(object -> object.kind().equals(kind.name()))
                    .map(KernelObject::identity)
                    .collect(Collectors.toSet());
            List<Remnant> ours = new ArrayList<>();
            List<Remnant> foreign = new ArrayList<>();
            for (Remnant remnant : kind.find(names)) {
                if (remnant.isOurs(names.contains(remnant.identity()), alone)) {
                    ours.add(remnant);
                } else if (remnant.mark() == Remnant.Mark.KEEPALIVED) {
                    foreign.add(remnant);
                }
            }
            found.put(kind, ours);
            if (!foreign.isEmpty()) {
                log.info("Another VRRP daemon runs here and may own these: {}", text(kind, foreign));
            }
        }
    }

    /**
     * Has removed what was left, at the end of the turn, and but for what is claimed until then. Before the first claims.
     *
     * @param configured what this daemon removes or claims by itself
     */
    public void remove(Set<KernelObject> configured) {
        found.forEach((kind, ours) -> {
            List<Remnant> gone = ours.stream()
                    .filter(remnant -> !configured.contains(new KernelObject(kind.name(), remnant.identity())))
                    .toList();
            if (!gone.isEmpty()) {
                log.info("Removing what an earlier daemon left: {}", text(kind, gone));
            }
            kind.remove(gone);
        });
        found.clear();
    }

    private static String text(RemnantKind kind, List<Remnant> remnants) {
        String names = remnants.stream()
                .limit(NAMED_MAX)
                .map(remnant -> kind.name() + " " + remnant.identity())
                .collect(Collectors.joining(", "));
        int more = remnants.size() - NAMED_MAX;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /**
     * These may be made from now on, besides what there is: to be called off the loop, before the configuration that wants
     * them counts. Waits a second at most for the file to say so.
     */
    public void expect(Set<KernelObject> more) {
        synchronized (this) {
            var all = new LinkedHashSet<>(expected);
            all.addAll(more);
            expected = Set.copyOf(all);
            newest = more;
            writer.write(expected);
        }
        if (!writer.await(WRITE_PATIENCE)) {
            log.warn("The state file is not written yet; going on");
        }
    }

    /**
     * Nothing else is in the kernel than what was expected. Does not wait.
     *
     * @param all what was expected; ignored if more has been expected since
     */
    public synchronized void settled(Set<KernelObject> all) {
        if (all.equals(newest)) {
            expected = all;
            writer.write(expected);
        }
    }

    /** Nothing is in the kernel: after a stop the state file goes too. */
    public void nothingLeft() {
        writer.delete();
    }

    /** Ends when the file is as it should be, or after a second. */
    @Override
    public void close() {
        writer.close();
    }
}
