// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.jkeepalived.netlink.message.MessageFault.Kind;
import org.junit.jupiter.api.Test;

/** Answers captured from Linux 6.18. */
class AcknowledgementTest {
    private static Object decode(String message) {
        return Acknowledgement.decode(Hex.message(message));
    }

    private static Decoded<Acknowledgement> accepted(int error, String text, int offset) {
        return new Decoded.Accepted<>(new Acknowledgement(error, text, offset));
    }

    @Test
    void successIsErrorZero() {
        assertThat(decode("""
                        24000000 0200 0001 09000000 77200000 # NLMSG_ERROR, CAPPED
                        00000000                             # error 0
                        20000000 1400 0506 09000000 00000000 # the request's header
                        """)).isEqualTo(accepted(0, "", -1));
    }

    @Test
    void aRefusalCarriesItsNumber() {
        assertThat(decode("""
                        24000000 0200 0001 09000000 77200000
                        efffffff                             # -17, EEXIST
                        20000000 1400 0506 09000000 00000000
                        """)).isEqualTo(accepted(17, "", -1));
    }

    @Test
    void theKernelsTextIsRead() {
        assertThat(decode("""
                        44000000 0200 0003 09000000 77200000 # CAPPED, ACK_TLVS
                        eaffffff                             # -22, EINVAL
                        20000000 1400 0500 09000000 00000000
                        2000 0100 697076343a20496e76616c696420707265666978206c656e67746800 # NLMSGERR_ATTR_MSG
                        """)).isEqualTo(accepted(22, "ipv4: Invalid prefix length", -1));
    }

    @Test
    void theOffendingAttributeIsRead() {
        assertThat(decode("""
                        78000000 0200 0003 09000000 77200000
                        deffffff                             # -34, ERANGE
                        20000000 1400 0500 09000000 00000000
                        2700 0100 417474726962757465206661696c656420706f6c6963792076616c69646174696f6e00 00
                        0800 0200 18000000                   # NLMSGERR_ATTR_OFFS 24
                        2400 0480 0c00 0400 0000000000000000 0c00 0500 ffffffff00000000 0800 0100 04000000
                        """)).isEqualTo(accepted(34, "Attribute failed policy validation", 24));
    }

    @Test
    void attributesComeBehindARequestThatIsRepeatedWhole() {
        assertThat(decode("""
                        34000000 0200 0002 09000000 77200000 # ACK_TLVS without CAPPED
                        edffffff                             # -19, ENODEV
                        18000000 1400 0500 09000000 00000000 0218000063000000
                        0800 0100 6e6f2100                   # "no!"
                        """)).isEqualTo(accepted(19, "no!", -1));
    }

    @Test
    void theEndOfADumpCarriesItsErrorOrNothing() {
        assertThat(decode("14000000 0300 0200 07000000 77200000 00000000")).isEqualTo(accepted(0, "", -1));
        assertThat(decode("14000000 0300 0200 07000000 77200000 fcffffff")).isEqualTo(accepted(4, "", -1));
        assertThat(decode("10000000 0300 0200 07000000 77200000")).isEqualTo(accepted(0, "", -1));
    }

    @Test
    void anAnswerWithoutTheRequestsHeaderIsAFault() {
        assertThat(decode("14000000 0200 0000 07000000 77200000 00000000"))
                .isEqualTo(new Decoded.Rejected<>(new MessageFault(Kind.SHORT_PAYLOAD, 2, 20, 4)));
    }

    @Test
    void aRepeatedLengthThatPointsBeyondTheMessageIsAFault() {
        assertThat(decode("""
                        24000000 0200 0002 09000000 77200000
                        edffffff
                        ffffff7f 1400 0500 09000000 00000000 # says that two gigabytes are repeated
                        """)).isInstanceOf(Decoded.Rejected.class);
    }
}
