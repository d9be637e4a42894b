package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5576: which stream comes from a port that several share. */
class StreamSourceTest {
    private final LocalMedia own = Offers.local("PCMA");

    private OptionalInt told(String... lines) {
        String[] audio = new String[lines.length + 1];
        audio[0] = "m=audio 4000 RTP/AVP 8";
        System.arraycopy(lines, 0, audio, 1, lines.length);
        return Negotiation.answer(Offers.audio(audio), own).plan().remoteSsrc();
    }

    @Test
    void aSourceIsUnsignedAndMayHaveSeveralAttributes() {
        assertThat(told("a=ssrc:4294967295 cname:x")).hasValue(-1);
        assertThat(told("a=ssrc:7 cname:x", "a=ssrc:7 label:y")).hasValue(7);
        assertThat(told("a=ssrc:7")).hasValue(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=ssrc:", "a=ssrc:x cname:y", "a=ssrc:4294967296 cname:x", "a=ssrc:12345678901 x", "a=ssrc:-1 x"
            })
    void whatIsNoSourceIsNone(String line) {
        assertThat(told(line)).isEmpty();
    }

    @Test
    void ofSeveralSourcesNoneIsTheVoice() {
        assertThat(told("a=ssrc:1 cname:x", "a=ssrc:2 cname:x")).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void oursIsTalkedOfInOfferAndAnswer() {
        var sharing = new LocalMedia(
                own.address(),
                own.rtpPort(),
                own.rtcpPort(),
                own.sessionId(),
                own.version(),
                own.formats(),
                own.packetMillis(),
                true,
                Optional.of("7 cname:us"));
        String offer = Negotiation.offer(sharing.nextVersion());
        assertThat(offer).contains("a=ssrc:7 cname:us\r\n");
        assertThat(Negotiation.answer(offer, sharing).sdp()).contains("a=ssrc:7 cname:us\r\n");
        assertThat(Negotiation.accept(Negotiation.answer(offer, sharing).sdp(), sharing)
                        .remoteSsrc())
                .hasValue(7);
        assertThat(Negotiation.offer(own)).doesNotContain("ssrc");
    }
}
