package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session descriptions in the messages of RFC 4475 and RFC 5118: the address answered to, or why not. */
class TortureBodyTest {
    @ParameterizedTest
    @CsvSource({
        "rfc4475-baddate, 192.0.2.5:49217",
        "rfc4475-badinv01, 192.0.2.15:49217",
        "rfc4475-bcast, 192.0.2.198:49217",
        "rfc4475-clerr, 192.0.2.155:49217",
        "rfc4475-dblreq, BAD_DESCRIPTION",
        "rfc4475-esc01, 192.0.2.1:49217",
        "rfc4475-insuf, 192.0.2.95:49217",
        "rfc4475-inv2543, 192.0.2.5:49217",
        "rfc4475-ltgtruri, 192.0.2.5:49217",
        "rfc4475-lwsruri, 192.0.2.1:49217",
        "rfc4475-mismatch02, 192.0.2.1:49217",
        "rfc4475-multi01, 192.0.2.25:49217",
        "rfc4475-ncl, 192.0.2.53:49217",
        "rfc4475-test, BAD_DESCRIPTION",
        "rfc4475-wsinv, 192.0.2.4:49217",
        "rfc5118-ipv4-mapped-ipv6, NOT_ACCEPTABLE",
        "rfc5118-ipv6-in-sdp, NOT_ACCEPTABLE",
        "rfc5118-mult-ip-in-sdp, 192.0.2.1:22334",
    })
    void bodiesOfTheTortureMessagesAreAnsweredOrRefused(String name, String outcome) throws IOException {
        assertThat(negotiate(read(name))).isEqualTo(outcome);
    }

    private static String negotiate(String offer) {
        try {
            return Negotiation.answer(offer, Offers.local("PCMA", "PCMU"))
                    .plan()
                    .remoteRtp()
                    .toString()
                    .substring(1);
        } catch (MediaFailure e) {
            return e.kind().name();
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TortureBodyTest.class.getResourceAsStream("torture/" + name + ".sdp"))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
