// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.InterfaceSettings;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.StaticEntries;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.TrackFile;
import org.jkeepalived.config.model.Tracked;
import org.jkeepalived.config.model.Tracking;
import org.jkeepalived.config.model.Transport;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.model.Weight;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class TrackersTest {
    private final List<String> journal = new ArrayList<>();
    private final Set<String> upInterfaces = new HashSet<>(Set.of("eth1"));
    private final InterfaceTrackers interfaces = new InterfaceTrackers(upInterfaces::contains);
    private final List<FakeTracker> fakes = new ArrayList<>();
    private final Trackers trackers = new Trackers(
            new Trackers.Factories(
                    interfaces,
                    TrackersTest::none,
                    (_, definition, listener) -> new FakeTracker(definition, listener),
                    TrackersTest::none,
                    (_, session, listener) -> new BfdTracker(session, listener, NOPLogger.NOP_LOGGER)),
            NOPLogger.NOP_LOGGER);

    private final class FakeTracker extends Tracker<TrackFile> {
        private FakeTracker(TrackFile definition, Listener listener) {
            super(definition.name(), definition, new Status.Undecided("has not been read yet"), listener);
            fakes.add(this);
        }

        private void becomes(int number) {
            report(new Status.Level(number, "in a test"));
        }

        @Override
        protected void start() {
            journal.add("start " + name());
        }

        @Override
        protected void redefined(TrackFile before) {
            journal.add("redefine " + name() + " " + definition().path());
        }

        @Override
        protected void stop() {
            journal.add("stop " + name());
        }
    }

    private static <D> Tracker<D> none(String name, D definition, Tracker.Listener listener) {
        throw new AssertionError(name + " is not in these tests: " + definition + listener);
    }

    private static TrackFile file(String name, String path) {
        return new TrackFile(name, path, Weight.ONE, Optional.empty());
    }

    private static VrrpInstance instance(String name, Tracking tracking) {
        return VrrpInstance.named(name)
                .transport(new Transport.Unicast(Optional.empty(), List.of(), OptionalInt.empty(), false))
                .tracking(tracking)
                .build();
    }

    private static Tracking tracksFile(String name, int weight) {
        return new Tracking(
                List.of(), List.of(), List.of(new Tracked(name, new Weight(weight, false))), List.of(), List.of());
    }

    private static Tracking tracksInterface(String name) {
        return Tracking.NONE.withInterfaces(List.of(new Tracked(name, Weight.NONE)));
    }

    private void configure(List<TrackFile> files, List<SyncGroup> groups, VrrpInstance... instances) {
        var configuration = new Configuration(
                null,
                new org.jkeepalived.config.model.Trackers(List.of(), List.of(), files, List.of()),
                StaticEntries.NONE,
                InterfaceSettings.NONE,
                List.of(instances),
                groups,
                List.of());
        trackers.configure(configuration.trackers(), configuration.trackings());
    }

    @Test
    void onlyWhatSomebodyLooksAtIsRun() {
        configure(List.of(file("used", "/u"), file("unused", "/n")), List.of(), instance("A", tracksFile("used", 1)));

        assertThat(journal).containsExactly("start used");
    }

    @Test
    void oneTrackerServesAllThatLookAtItEachWithItsWeight() {
        trackers.listen(journal::add);
        configure(
                List.of(file("f", "/f")),
                List.of(),
                instance("A", tracksFile("f", 0)),
                instance("B", tracksFile("f", -10)),
                instance("C", Tracking.NONE));
        assertThat(trackers.health("A").isDecided()).isFalse();
        fakes.getFirst().becomes(2);

        assertThat(journal).startsWith("start f").hasSize(3).contains("A", "B");
        assertThat(trackers.health("A").faults()).containsExactly("tracked file f has status -254: in a test");
        assertThat(trackers.health("B").weight()).isEqualTo(-20);
        assertThat(trackers.health("C")).isEqualTo(Health.NONE);
        assertThat(trackers.health("of another time")).isEqualTo(Health.NONE);
    }

    @Test
    void membersLookAtWhatTheirGroupLooksAt() {
        configure(
                List.of(file("f", "/f")),
                List.of(new SyncGroup("G", List.of("A"), tracksFile("f", 0), false, NotifyScripts.NONE, false)),
                instance("A", Tracking.NONE));
        fakes.getFirst().becomes(1);

        assertThat(trackers.health("A").faults()).hasSize(1);
    }

    @Test
    void aReloadKeepsTheStateOfWhatGoesOnAndTellsNobody() {
        configure(List.of(file("f", "/f"), file("g", "/g")), List.of(), instance("A", tracksFile("f", 1)));
        fakes.getFirst().becomes(5);
        journal.clear();
        trackers.listen(journal::add);

        configure(
                List.of(file("f", "/f"), file("g", "/g")),
                List.of(),
                instance("A", tracksFile("f", 3)),
                instance("B", tracksFile("g", 1)));

        assertThat(journal).containsExactly("start g");
        assertThat(trackers.health("A").weight()).isEqualTo(15);
        assertThat(trackers.health("B").isDecided()).isFalse();
    }

    @Test
    void aChangedDefinitionIsTakenInPlaceAndTheLastFindingStays() {
        configure(List.of(file("f", "/f")), List.of(), instance("A", tracksFile("f", 1)));
        fakes.getFirst().becomes(5);
        configure(List.of(file("f", "/g")), List.of(), instance("A", tracksFile("f", 1)));
        configure(List.of(file("f", "/g")), List.of(), instance("A", Tracking.NONE));

        assertThat(journal).containsExactly("start f", "redefine f /g", "stop f");
        assertThat(trackers.health("A")).isEqualTo(Health.NONE);
    }

    @Test
    void interfacesAreAskedAgainWhenSomethingChanges() {
        trackers.listen(journal::add);
        configure(List.of(), List.of(), instance("A", tracksInterface("eth1")), instance("B", tracksInterface("eth2")));
        assertThat(trackers.health("A").faults()).isEmpty();
        assertThat(trackers.health("B").faults()).containsExactly("interface eth2 down");

        interfaces.interfacesChanged();
        assertThat(journal).isEmpty();
        upInterfaces.clear();
        interfaces.interfacesChanged();

        assertThat(journal).containsExactly("A");
        assertThat(trackers.health("A").faults()).containsExactly("interface eth1 down");
    }

    @Test
    void atTheEndEverythingIsStoppedAndTellsNobody() {
        configure(List.of(file("f", "/f")), List.of(), instance("A", tracksFile("f", 1)));
        trackers.listen(journal::add);
        trackers.close();

        assertThat(journal).containsExactly("start f", "stop f");
    }
}
