// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.netlink.message.Hex;
import org.junit.jupiter.api.Test;

/** Messages of Linux 6.18 on x86-64, as recorded. */
class ProcessEventTest {
    private static final String HEADERS = """
            4c000000 0300 0000 3e0c0000 00000000 # length, type, flags, sequence, port
            01000000 01000000 3e0c0000 00000000  # CN_IDX_PROC, CN_VAL_PROC, sequence, acknowledged
            2800 0000                            # length, flags
            """;

    private static String delivered(String event) {
        var events = new RecordingProcessListener();
        ProcessEvent.deliver(Hex.message(HEADERS + event), events);
        return String.join(", ", events.taken());
    }

    @Test
    void theAnswerToTheSubscriptionCarriesAnErrorNumber() {
        assertThat(delivered("""
                                00000000 01000000 c49cd80c30140000   # PROC_EVENT_NONE, processor, time
                                00000000 0000000000000000 0000000000000000 00000000
                                """)).isEqualTo("acknowledged 0");
        assertThat(delivered("""
                                00000000 01000000 c49cd80c30140000
                                16000000 0000000000000000 0000000000000000 00000000
                                """)).isEqualTo("acknowledged 22");
    }

    @Test
    void aForkNamesTheProcesses() {
        assertThat(delivered("""
                                01000000 01000000 782cdb0c30140000   # PROC_EVENT_FORK
                                1e4a0000 1e4a0000 a84a0000 a84a0000  # parent, child: thread and process each
                                0000000000000000
                                """)).isEqualTo("forked 18974 19112");
    }

    @Test
    void aNewThreadIsNoFork() {
        assertThat(delivered("""
                                01000000 01000000 782cdb0c30140000
                                1e4a0000 1e4a0000 a84a0000 1e4a0000
                                0000000000000000
                                """)).isEmpty();
    }

    @Test
    void aThreadOfAProcessForksForTheProcess() {
        assertThat(delivered("""
                                01000000 01000000 782cdb0c30140000
                                1f4a0000 1e4a0000 a84a0000 a84a0000
                                0000000000000000
                                """)).isEqualTo("forked 18974 19112");
    }

    @Test
    void execCommAndExitNameTheProcess() {
        String rest = "0000000000000000 0000000000000000";
        assertThat(delivered("02000000 01000000 5608010e30140000 a84a0000 a84a0000" + rest))
                .isEqualTo("executed 19112");
        assertThat(delivered("00020000 01000000 5608010e30140000 a84a0000 a84a0000 68617070790000000000000000000000"))
                .isEqualTo("renamed 19112");
        assertThat(delivered(
                        "00000080 01000000 9a7edc0e30140000 a84a0000 a84a0000 00030000 11000000 1e4a0000 1e4a0000"))
                .isEqualTo("exited 19112");
    }

    @Test
    void whatOtherThreadsDoIsNotTheProcess() {
        String rest = "0000000000000000 0000000000000000";
        assertThat(delivered("00020000 01000000 5608010e30140000 a94a0000 a84a0000" + rest))
                .isEmpty();
        assertThat(delivered("00000080 01000000 5608010e30140000 a94a0000 a84a0000" + rest))
                .isEmpty();
    }

    @Test
    void processNumbersGoUpTo4194304() {
        assertThat(delivered("00000080 00000000 9a7edc0e30140000 00004000 00004000 0000000000000000 0000000000000000"))
                .isEqualTo("exited 4194304");
    }

    @Test
    void otherEventsAndOtherConnectorsArePassedOver() {
        String rest = "0000000000000000 0000000000000000";
        assertThat(delivered("04000000 01000000 5608010e30140000 a84a0000 a84a0000" + rest))
                .isEmpty();
        var events = new RecordingProcessListener();
        String otherIndex = HEADERS.replace("01000000 01000000", "02000000 01000000");
        ProcessEvent.deliver(
                Hex.message(otherIndex + "02000000 01000000 5608010e30140000 a84a0000 a84a0000" + rest), events);
        assertThat(events.taken()).isEmpty();
    }

    @Test
    void aMessageTooShortForItsKindIsPassedOver() {
        var events = new RecordingProcessListener();
        ProcessEvent.deliver(Hex.message("14000000 0300 0000 00000000 00000000 01000000"), events);
        ProcessEvent.deliver(
                Hex.message(HEADERS.replace("4c000000", "40000000")
                        + "01000000 01000000 782cdb0c30140000 1e4a0000 1e4a0000 a84a0000"),
                events);
        assertThat(events.taken()).isEmpty();
    }
}
