// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.TrackProcess.ParameterMatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path root;

    private final List<String> told = new ArrayList<>();
    private FakeProcesses processes;
    private ProcessTable table;

    @BeforeEach
    void create() {
        processes = new FakeProcesses(root);
        table = new ProcessTable(root);
    }

    private ProcessWatch watch(String label, TrackProcess definition) {
        var watch = new ProcessWatch(
                new ProcessPattern(definition), 0, (_, count, cause) -> told.add(label + " " + count + " " + cause));
        table.add(watch);
        return watch;
    }

    private List<String> told(Cause cause) {
        table.tell(cause);
        var taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    private List<String> scanned() {
        assertThat(table.scan()).isZero();
        return told(Cause.SCAN);
    }

    @Test
    void theFirstScanTellsEveryCountNoneIncluded() {
        processes.set(10, "web");
        processes.set(11, "web");
        watch("web", Definitions.named("web"));
        watch("db", Definitions.named("db"));
        assertThat(scanned()).containsExactly("web 2 SCAN", "db 0 SCAN");
        assertThat(scanned()).isEmpty();
    }

    @Test
    void nothingIsToldBeforeTheFirstScan() {
        processes.set(10, "web");
        watch("web", Definitions.named("web"));
        table.exited(20);
        assertThat(told(Cause.EXIT)).isEmpty();
        table.look(10);
        assertThat(told(Cause.CHANGE)).isEmpty();
        assertThat(scanned()).containsExactly("web 1 SCAN");
    }

    @Test
    void aChildIsWhatItsParentIsUntilItBecomesAnother() {
        processes.set(10, "web");
        watch("web", Definitions.named("web"));
        scanned();
        table.forked(10, 20);
        assertThat(told(Cause.FORK)).containsExactly("web 2 FORK");
        table.forked(1, 21);
        assertThat(told(Cause.FORK)).isEmpty();
        processes.set(20, "helper");
        table.look(20);
        assertThat(told(Cause.CHANGE)).containsExactly("web 1 CHANGE");
    }

    @Test
    void aProcessThatRunsTheSameAgainCountsOnce() {
        processes.set(10, "web");
        watch("web", Definitions.named("web"));
        scanned();
        table.look(10);
        assertThat(told(Cause.CHANGE)).isEmpty();
        table.exited(10);
        assertThat(told(Cause.EXIT)).containsExactly("web 0 EXIT");
        table.exited(10);
        assertThat(told(Cause.EXIT)).isEmpty();
    }

    @Test
    void aNameThatChangesMovesTheProcessFromOneToTheOther() {
        processes.set(10, "starting");
        watch("starting", Definitions.named("starting"));
        watch("ready", Definitions.named("ready"));
        scanned();
        processes.set(10, "ready");
        table.look(10);
        assertThat(told(Cause.CHANGE)).containsExactly("starting 0 CHANGE", "ready 1 CHANGE");
    }

    @Test
    void oneProcessCountsForAllThatMeanIt() {
        processes.set(10, "web", 'S', "/bin/web\0-x\0");
        watch("name", Definitions.named("web"));
        watch("command", Definitions.command("/bin/web", ParameterMatch.EXACT, "-x"));
        watch("other", Definitions.command("/bin/web", ParameterMatch.EXACT, "-y"));
        assertThat(scanned()).containsExactly("name 1 SCAN", "command 1 SCAN", "other 0 SCAN");
    }

    @Test
    void zombiesDoNotCountWhateverTheirNames() {
        processes.set(10, "web", 'Z', "");
        processes.set(11, "web) S (", 'Z', "");
        processes.set(12, "web) Z (", 'S', "");
        watch("web", Definitions.named("web"));
        watch("dead", Definitions.named("web) S ("));
        watch("alive", Definitions.named("web) Z ("));
        assertThat(scanned()).containsExactly("web 0 SCAN", "dead 0 SCAN", "alive 1 SCAN");
    }

    @Test
    void aProcessThatVanishesWhileItIsLookedAtIsGone() throws Exception {
        processes.set(10, "web");
        watch("web", Definitions.named("web"));
        scanned();
        processes.end(10);
        table.look(10);
        assertThat(told(Cause.CHANGE)).containsExactly("web 0 CHANGE");
    }

    @Test
    void aScanFindsWhatWasMissed() {
        processes.set(10, "web");
        watch("web", Definitions.named("web"));
        scanned();
        processes.end(10);
        processes.set(20, "web");
        processes.set(4194304, "web");
        assertThat(scanned()).containsExactly("web 2 SCAN");
        processes.end(20);
        processes.end(4194304);
        assertThat(scanned()).containsExactly("web 0 SCAN");
    }

    @Test
    void whatIsNotWatchedAnyMoreIsForgotten() {
        processes.set(10, "web");
        var watch = watch("web", Definitions.named("web"));
        scanned();
        table.remove(watch);
        assertThat(table.matching()).isEmpty();
        processes.end(10);
        assertThat(scanned()).isEmpty();
    }

    @Test
    void longCommandLinesAreReadAsFarAsNeeded() {
        String word = "x".repeat(5000);
        processes.set(10, "web", 'S', "/bin/web\0" + word + "\0");
        processes.set(11, "web", 'S', "/bin/web\0" + word + "y\0");
        watch("web", Definitions.command("/bin/web", ParameterMatch.EXACT, word));
        assertThat(scanned()).containsExactly("web 1 SCAN");
    }
}
