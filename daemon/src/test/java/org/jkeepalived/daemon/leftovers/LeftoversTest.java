// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jkeepalived.daemon.LogRecorder;
import org.jkeepalived.daemon.leftovers.Remnant.Mark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Life LIFE = new Life("boot-1", "net:[1]");
    private static final KernelObject OLD = new KernelObject("address", "10.0.0.1/24 dev eth0");
    private static final KernelObject NEW = new KernelObject("address", "10.0.0.2/24 dev eth0");

    @TempDir
    Path directory;

    private final FakeKind kind = new FakeKind();
    private final LogRecorder log = new LogRecorder();
    private boolean otherDaemon;
    private StateFile file;

    @BeforeEach
    void chooseFile() {
        file = new StateFile(directory.resolve("keepalived.state"), LIFE);
    }

    private void startAndClean(Set<KernelObject> configured) {
        try (Leftovers leftovers = leftovers()) {
            leftovers.find();
            leftovers.expect(configured);
            leftovers.remove(configured);
        }
    }

    private Leftovers leftovers() {
        return new Leftovers(file, List.of(kind), () -> otherDaemon, log.logger());
    }

    @Test
    void whatCarriesKeepalivedsMarkGoesWhenNoOtherDaemonMayOwnIt() {
        kind.present.add(new Remnant(OLD.identity(), Mark.KEEPALIVED));
        startAndClean(Set.of());
        assertThat(kind.removed).containsExactly(OLD.identity());
        assertThat(log.lines()).contains("Removing what an earlier daemon left: address 10.0.0.1/24 dev eth0");
    }

    @Test
    void whatCarriesTheMarkStaysWhenAnotherDaemonRunsAndTheFileDoesNotNameIt() {
        otherDaemon = true;
        kind.present.add(new Remnant(OLD.identity(), Mark.KEEPALIVED));
        startAndClean(Set.of());
        assertThat(kind.removed).isEmpty();
        assertThat(log.lines())
                .contains("Another VRRP daemon runs here and may own these: address 10.0.0.1/24 dev eth0");
    }

    @Test
    void whatTheFileNamesGoesBesideAnotherDaemonToo() throws IOException {
        otherDaemon = true;
        file.write(List.of(OLD));
        kind.present.add(new Remnant(OLD.identity(), Mark.KEEPALIVED));
        kind.present.add(new Remnant(NEW.identity(), Mark.KEEPALIVED));
        startAndClean(Set.of());
        assertThat(kind.removed).containsExactly(OLD.identity());
    }

    @Test
    void whereTheKernelKeepsNoMarksTheFileDecides() throws IOException {
        file.write(List.of(OLD));
        kind.present.add(new Remnant(OLD.identity(), Mark.UNKNOWN));
        kind.present.add(new Remnant(NEW.identity(), Mark.UNKNOWN));
        startAndClean(Set.of());
        assertThat(kind.removed).containsExactly(OLD.identity());
    }

    @Test
    void whatSomebodyElseHasSetAgainIsNotTouched() throws IOException {
        file.write(List.of(OLD));
        kind.present.add(new Remnant(OLD.identity(), Mark.OTHER));
        startAndClean(Set.of());
        assertThat(kind.removed).isEmpty();
    }

    @Test
    void whatTheConfigurationStillNamesIsLeftToItsRouter() {
        kind.present.add(new Remnant(OLD.identity(), Mark.KEEPALIVED));
        startAndClean(Set.of(OLD));
        assertThat(kind.removed).isEmpty();
    }

    @Test
    void aFileOfAnotherBootOrNetworkNamespaceSaysNothing() throws IOException {
        kind.present.add(new Remnant(OLD.identity(), Mark.UNKNOWN));
        new StateFile(file.path(), new Life("boot-0", LIFE.networkNamespace())).write(List.of(OLD));
        startAndClean(Set.of());
        new StateFile(file.path(), new Life(LIFE.boot(), "net:[2]")).write(List.of(OLD));
        startAndClean(Set.of());
        assertThat(kind.removed).isEmpty();
    }

    @Test
    void theFileNamesOldAndNewUntilTheKernelHasSettled() throws IOException {
        file.write(List.of(OLD));
        try (Leftovers leftovers = leftovers()) {
            leftovers.expect(Set.of(NEW));
            assertThat(file.read()).containsExactlyInAnyOrder(OLD, NEW);
            leftovers.settled(Set.of(NEW));
        }
        assertThat(file.read()).containsExactly(NEW);
    }

    @Test
    void whatSettlesWhenMoreIsExpectedAlreadyForgetsNothing() throws IOException {
        try (Leftovers leftovers = leftovers()) {
            leftovers.expect(Set.of(OLD));
            leftovers.expect(Set.of(NEW));
            leftovers.settled(Set.of(OLD));
        }
        assertThat(file.read()).containsExactlyInAnyOrder(OLD, NEW);
    }

    @Test
    void aStopThatLeavesNothingRemovesTheFile() throws IOException {
        try (Leftovers leftovers = leftovers()) {
            leftovers.expect(Set.of(NEW));
            leftovers.nothingLeft();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldOnceAndStopsNothing() throws IOException {
        Path missing = directory.resolve("missing");
        file = new StateFile(missing.resolve("keepalived.state"), LIFE);
        try (Leftovers leftovers = leftovers()) {
            leftovers.expect(Set.of(OLD));
            leftovers.expect(Set.of(NEW));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Cannot write " + file.path() + ": ")
                    .endsWith("Should this daemon be killed, some of its addresses may stay");
            Files.createDirectory(missing);
            leftovers.settled(Set.of(NEW));
        }
        assertThat(file.read()).containsExactly(NEW);
        assertThat(log.lines()).last().isEqualTo("" + file.path() + " can be written again");
    }

    @Test
    void aFileThatIsNoneOfOursIsIgnored() throws IOException {
        Files.write(file.path(), new byte[] {0, (byte) 0xff, '\n', '\n', '\n'});
        assertThat(file.read()).isEmpty();
        Files.delete(file.path());
        Path elsewhere = directory.resolve("elsewhere");
        new StateFile(elsewhere, LIFE).write(List.of(OLD));
        Files.createSymbolicLink(file.path(), elsewhere);
        assertThat(file.read()).isEmpty();
    }

    @Test
    void theDraftOfAWriterThatWasKilledIsNoObstacleEvenIfItIsALink() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "untouched");
        Files.createSymbolicLink(directory.resolve("keepalived.state.new"), victim);
        file.write(List.of(OLD));
        assertThat(file.read()).containsExactly(OLD);
        assertThat(victim).hasContent("untouched");
    }

    @Test
    void eachPidFileHasItsOwnStateFile() {
        assertThat(StateFile.beside(Path.of("/run/keepalived.pid"))).isEqualTo(Path.of("/run/keepalived.state"));
        assertThat(StateFile.beside(Path.of("/run/a"))).isEqualTo(Path.of("/run/a.state"));
    }

    @Test
    void aWriterThatNothingWasAskedOfEnds() {
        try (var writer = new StateWriter(file, log.logger())) {
            assertThat(writer.await(Duration.ZERO)).isTrue();
        }
        assertThat(file.path()).doesNotExist();
    }

    private static final class FakeKind implements RemnantKind {
        final List<Remnant> present = new ArrayList<>();
        final List<String> removed = new ArrayList<>();

        @Override
        public String name() {
            return "address";
        }

        @Override
        public List<Remnant> find(Set<String> remembered) {
            return present;
        }

        @Override
        public void remove(List<Remnant> remnants) {
            remnants.forEach(remnant -> removed.add(remnant.identity()));
        }
    }
}
