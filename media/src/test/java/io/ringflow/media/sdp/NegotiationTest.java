package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.codec.CodecCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private final LocalMedia local = new LocalMedia(
            "192.0.2.1", 20_000, 20_001, 7, 1, CodecCatalog.standard().named(List.of("PCMA", "PCMU")), 20);

    @Test
    void ourOwnOfferIsAnsweredAndTheAnswerAccepted() {
        var answered = Negotiation.answer(Negotiation.offer(local), local);
        assertThat(answered.sdp()).isEqualTo("""
                v=0
                o=ringflow 7 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 20000 RTP/AVP 8 101
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """.replace("\n", "\r\n"));
        assertThat(Negotiation.accept(answered.sdp(), local)).isEqualTo(answered.plan());
    }
}
