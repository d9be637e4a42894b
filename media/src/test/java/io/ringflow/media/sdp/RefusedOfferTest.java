package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be answered, and why: 400 for what can't be read, 488 with a warning for what we can't do. */
class RefusedOfferTest {
    private static MediaFailure refusal(String offer) {
        MediaFailure failure =
                catchThrowableOfType(MediaFailure.class, () -> Negotiation.answer(offer, Offers.local("PCMA", "PCMU")));
        assertThat(failure).as(offer).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 4000 RTP/AVP 18 4                            | 305 Incompatible media format",
                "m=audio 4000 RTP/AVP 99                              | 305 Incompatible media format",
                "m=audio 0 RTP/AVP 8                                  | 304 Media type not available",
                "m=video 4000 RTP/AVP 31                              | 304 Media type not available",
                "a=sendrecv                                           | 304 Media type not available",
                "m=audio 4000 RTP/SAVP 8                              | 302 Incompatible transport protocol",
                "m=audio 4000 RTP/AVPF 8                              | 302 Incompatible transport protocol",
                "m=audio 4000 RTP/AVP 8;c=IN IP6 2001:db8::1          | 301 Incompatible network address formats",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 media.example.com    | 301 Incompatible network address formats",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 255.255.255.255      | 301 Incompatible network address formats",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 0.1.2.3              | 301 Incompatible network address formats",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 10.1                 | 301 Incompatible network address formats",
                "m=audio 4000 RTP/AVP 8;c=ATM NSAP 47.0091            | 300 Incompatible network protocol",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 224.2.36.42/127      | 330 Multicast not available",
                "m=audio 4000 RTP/AVP 8;a=rtcp:53 IN IP4 224.2.36.42  | 330 Multicast not available",
            })
    void whatWeCannotDoIsNotAcceptable(String lines, String warning) {
        MediaFailure failure = refusal(Offers.audio(lines.split(";")));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_ACCEPTABLE);
        assertThat(failure).hasMessageStartingWith(warning);
    }

    @Test
    void aWarningCanStandInAQuotedStringOfAHeader() {
        assertThat(refusal(Offers.audio("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 \"\\\u00e4/8000")))
                .extracting(MediaFailure::kind)
                .isEqualTo(Kind.BAD_DESCRIPTION);
        assertThat(refusal(Offers.audio("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 \"x\\/8000"))
                        .getMessage())
                .matches("3\\d\\d [A-Za-z0-9 ,:/]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 65536 RTP/AVP 8",
                "m=audio -1 RTP/AVP 8",
                "m=audio +4000 RTP/AVP 8",
                "m=audio 4000x RTP/AVP 8",
                "m=audio 99999999999999999999 RTP/AVP 8",
                "m=audio 4000/x RTP/AVP 8",
                "m=audio 4000 RTP/AVP",
                "m=audio 4000",
                "m=",
                "m=audio 4000 RTP/AVP 128",
                "m=audio 4000 RTP/AVP -8",
                "m=audio 4000 RTP/AVP PCMA",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8 PCMA",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8 PCMA/",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8 /8000",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8 PCMA/8k",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:8 PCMA/8000/1/2",
                "m=audio 4000 RTP/AVP 8;a=rtpmap:200 PCMA/8000",
                "m=audio 4000 RTP/AVP 8;a=ptime:20.5",
                "m=audio 4000 RTP/AVP 8;a=ptime:",
                "m=audio 4000 RTP/AVP 8;a=maxptime:-1",
                "m=audio 4000 RTP/AVP 8;a=rtcp:65536",
                "m=audio 4000 RTP/AVP 8;a=rtcp:",
                "m=audio 4000 RTP/AVP 8;a=rtcp:53 IN",
                "m=audio 4000 RTP/AVP 8;c=IN IP4",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 1.2.3.4 5",
                "m=audio 4000 RTP/AVP 8;c=IN IP4 1.2.3.256",
                "m=audio 4000 RTP/AVP 8;c=IN IP6 1:2:3::4::5",
                "m=audio 4000 RTP/AVP 8;no line",
                "m=audio 4000 RTP/AVP 8;M=audio 4000 RTP/AVP 8",
                "m=audio 4000 RTP/AVP 8;=",
                "t=now 0;m=audio 4000 RTP/AVP 8",
                "v=0;m=audio 4000 RTP/AVP 8",
                "o=- 1 1 IN IP4;m=audio 4000 RTP/AVP 8",
            })
    void whatIsBrokenIsABadDescription(String lines) {
        assertThat(refusal(Offers.audio(lines.split(";"))).kind()).isEqualTo(Kind.BAD_DESCRIPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "v=1\r\n", "o=- 1 1 IN IP4 198.51.100.1\r\nv=0\r\n", "v", "\0\0\0\0"})
    void whatIsNoDescriptionAtAllIsABadDescription(String text) {
        assertThat(refusal(text).kind()).isEqualTo(Kind.BAD_DESCRIPTION);
    }

    @Test
    void audioWithoutAnAddressIsABadDescription() {
        assertThat(refusal("v=0\r\nm=audio 4000 RTP/AVP 8\r\n").kind()).isEqualTo(Kind.BAD_DESCRIPTION);
    }

    private static String repeated(String first, String line, int times) {
        String[] lines = Collections.nCopies(times + 1, line).toArray(String[]::new);
        lines[0] = first;
        return Offers.audio(lines);
    }

    @Test
    void everyCountIsBounded() {
        String audio = "m=audio 4000 RTP/AVP 8";
        var local = Offers.local("PCMA");
        assertThat(Negotiation.answer(repeated(audio, "m=video 0 RTP/AVP 31", 15), local)
                        .sdp())
                .isNotEmpty();
        assertThat(refusal(repeated(audio, "m=video 0 RTP/AVP 31", 16))).hasMessageContaining("16 m= lines");

        assertThat(Negotiation.answer(repeated(audio, "a=x", 512), local).sdp()).isNotEmpty();
        assertThat(refusal(repeated(audio, "a=x", 513))).hasMessageContaining("512 attributes");

        assertThat(Negotiation.answer(Offers.audio(audio + " 0".repeat(63)), local)
                        .sdp())
                .isNotEmpty();
        assertThat(refusal(Offers.audio(audio + " 0".repeat(64)))).hasMessageContaining("64 formats");

        assertThat(refusal(Offers.audio(audio, "i=" + "x".repeat(65_536)))).hasMessageContaining("longer than 65536");
    }
}
