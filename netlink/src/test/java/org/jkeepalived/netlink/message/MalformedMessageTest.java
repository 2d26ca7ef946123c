// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jkeepalived.netlink.address.AddressMessages;
import org.jkeepalived.netlink.link.LinkMessages;
import org.jkeepalived.netlink.message.MessageFault.Kind;
import org.junit.jupiter.api.Test;

/** Lengths are not trusted: whatever the bytes, the result is a value or a fault. */
class MalformedMessageTest {
    private static final byte[] ADDRESS = Hex.bytes("""
            5c000000 1400 0200 07000000 77200000 02 18 80 fd 03000000
            0800 0100 c000020a 0800 0200 c000020a 0800 0400 c00002ff
            0e00 0300 62617365303a76697000 0000 0800 0800 80000000
            1400 0600 ffffffff ffffffff 9aa10300 9aa10300
            """);
    private static final byte[] LINK = Hex.bytes("""
            50000000 1000 0200 07000000 77200000 00 00 0100 04000000 03100000 00000000
            0800 0300 6d763000 0500 1000 02 000000 0a00 0100 00005e000133 0000
            1400 1200 0c00 0100 6d6163766c616e00 0400 0200
            """);
    private static final byte[] REFUSAL = Hex.bytes("""
            44000000 0200 0003 09000000 77200000 eaffffff 20000000 1400 0500 09000000 00000000
            2000 0100 697076343a20496e76616c696420707265666978206c656e67746800
            """);

    private static MessageReader over(byte[] bytes) {
        return new MessageReader().over(ByteBuffer.wrap(bytes));
    }

    /** Reads all messages with all decoders and returns how many there were. */
    private static int readEverything(byte[] bytes) {
        var reader = over(bytes);
        int count = 0;
        while (reader.next()) {
            count++;
            assertThat(LinkMessages.decode(reader)).isNotNull();
            assertThat(AddressMessages.decode(reader)).isNotNull();
            assertThat(Acknowledgement.decode(reader)).isNotNull();
            LinkMessages.concernsLink(reader);
            AddressMessages.concernsInternetAddress(reader);
        }
        return count;
    }

    @Test
    void theSamplesAreWellFormed() {
        for (byte[] sample : new byte[][] {ADDRESS, LINK, REFUSAL}) {
            var reader = over(sample);
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isFalse();
            assertThat(reader.fault()).isNull();
        }
    }

    @Test
    void aLengthBeyondTheDatagramIsAFault() {
        var reader = over(Hex.bytes("40000000 1400 0000 00000000 00000000"));
        assertThat(reader.next()).isFalse();
        assertThat(reader.fault()).isEqualTo(new MessageFault(Kind.MESSAGE_LENGTH, 20, 64, 16));
    }

    @Test
    void aLengthShorterThanTheHeaderDoesNotLoop() {
        var reader = over(Hex.bytes("00000000 1400 0000 00000000 00000000"));
        assertThat(reader.next()).isFalse();
        assertThat(reader.fault()).isEqualTo(new MessageFault(Kind.MESSAGE_LENGTH, 20, 16, 16));
    }

    @Test
    void aFragmentOfAHeaderIsAFault() {
        var reader = over(Hex.bytes("10000000 1400 00"));
        assertThat(reader.next()).isFalse();
        assertThat(reader.fault().kind()).isEqualTo(Kind.MESSAGE_LENGTH);
    }

    @Test
    void anAttributeBeyondItsMessageIsAFaultAlsoWhenItIsNested() {
        var message = Hex.message("""
                2c000000 1000 0000 00000000 00000000 00 00 0100 04000000 03100000 00000000
                0c00 1200 4000 0100 6d616300     # IFLA_LINKINFO holding an IFLA_INFO_KIND of 64 bytes
                """);
        assertThat(LinkMessages.decode(message))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(Kind.ATTRIBUTE_LENGTH, 0, 64, 8)));
    }

    @Test
    void everyTruncationIsAValueOrAFault() {
        for (byte[] sample : new byte[][] {ADDRESS, LINK, REFUSAL}) {
            for (int length = 0; length < sample.length; length++) {
                byte[] shorter = Arrays.copyOf(sample, length);
                assertThat(readEverything(shorter)).isZero();
                if (length >= 4) {
                    // The same with a message length that fits what is left.
                    ByteBuffer.wrap(shorter).order(ByteOrder.nativeOrder()).putInt(0, length);
                    readEverything(shorter);
                }
            }
        }
    }

    @Test
    void mutatedMessagesAreValuesOrFaults() {
        long seed = 20261120;
        var random = new Random(seed);
        byte[][] samples = {ADDRESS, LINK, REFUSAL};
        for (int run = 0; run < 100_000; run++) {
            byte[] bytes = samples[run % samples.length].clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                readEverything(bytes);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "seed " + seed + " run " + run + ": " + HexFormat.of().formatHex(bytes), failure);
            }
        }
    }
}
