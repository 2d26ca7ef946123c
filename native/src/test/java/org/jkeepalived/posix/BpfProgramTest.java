// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.HexFormat;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.Test;

class BpfProgramTest {
    private static String encoded(BpfProgram program) {
        var bytes = program.toNative().bytes();
        byte[] copy = new byte[bytes.capacity()];
        bytes.get(0, copy);
        return HexFormat.of().formatHex(copy);
    }

    @Test
    void instructionsAreEncodedAsTcpdumpCompilesThem() {
        // tcpdump -y RAW -ddd "ip proto 112 and ip[8] = 255" apart from its IP version check
        var program = BpfProgram.builder()
                .loadByte(9)
                .jumpUnlessEqual(112, "drop")
                .loadByte(8)
                .jumpUnlessEqual(255, "drop")
                .accept()
                .label("drop")
                .reject()
                .build();
        assertThat(encoded(program))
                .isEqualTo("3000" + "00" + "00" + "09000000" // ldb [9]
                        + "1500" + "00" + "03" + "70000000" // jeq #112 jt next jf +3
                        + "3000" + "00" + "00" + "08000000" // ldb [8]
                        + "1500" + "00" + "01" + "ff000000" // jeq #255 jt next jf +1
                        + "0600" + "00" + "00" + "ffffffff" // ret #-1
                        + "0600" + "00" + "00" + "00000000"); // ret #0
    }

    @Test
    void jumpsThatTheKernelCannotMakeAreRefused() {
        assertThatThrownBy(() ->
                        BpfProgram.builder().jumpIfEqual(1, "nowhere").reject().build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> BpfProgram.builder()
                        .label("back")
                        .loadByte(0)
                        .jumpIfEqual(1, "back")
                        .reject()
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> BpfProgram.builder().loadByte(0).build()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSocketReceivesOnlyWhatItsFilterAccepts() throws Exception {
        try (var namespace = TestNamespace.create();
                var sender = namespace.call(() -> Socket.open(AddressFamily.INET, SocketType.DATAGRAM, 0));
                var receiver = namespace.call(() -> Socket.open(AddressFamily.INET, SocketType.RAW, 17))) {
            var program = BpfProgram.builder().loadIndexHeaderLength(0).loadByteIndexed(8);
            for (int value = 2; value <= 255; value += 2) {
                program.acceptIfEqual(value);
            }
            receiver.attachFilter(program.reject().build());
            sender.connect(SocketAddress.inet(InetAddress.getByName("127.0.0.1"), 9));
            var memory = NativeMemory.allocate(64);
            int accepted = 0;
            for (int value = 0; value <= 255; value++) {
                memory.bytes().put(0, (byte) value);
                // Nobody listens on the port, so that every other send reports the refusal.
                while (sender.send(memory, 0, 1) < 0) {}
                int length = receiver.receive(memory, 0, 64);
                if (length > 0) {
                    assertThat(Byte.toUnsignedInt(memory.bytes().get(28))).isEqualTo(value);
                    accepted++;
                }
            }
            assertThat(accepted).isEqualTo(127);
            receiver.detachFilter();
            while (sender.send(memory, 0, 1) < 0) {}
            assertThat(receiver.receive(memory, 0, 64)).isEqualTo(29);
        }
    }
}
