package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.media.codec.G722;
import io.ringflow.media.codec.L16;
import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.TestCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What negotiation makes of codecs beyond G.711: parameters, channels, clocks, packet times, comfort noise. */
class CodecNegotiationTest {
    private final Codec stereo = new TestCodec("duo", 48_000, 2, 1);
    private final LocalMedia local = local(new Pcma(), new G722(), new TestCodec(), stereo, new L16.Wide());

    private static LocalMedia local(Codec... codecs) {
        return new LocalMedia("192.0.2.1", 20_000, 20_001, 7, 1, OfferedCodecs.of(codecs), 20);
    }

    private Negotiation.Answered answer(String... audio) {
        return Negotiation.answer(Offers.audio(audio), local);
    }

    @Test
    void anOfferTellsParametersAndChannels() {
        assertThat(Negotiation.offer(local))
                .contains("m=audio 20000 RTP/AVP 8 9 110 111 112 101 102 103\r\n")
                .contains("a=rtpmap:9 G722/8000\r\n", "a=rtpmap:110 TEST/16000\r\n", "a=rtpmap:111 duo/48000/2\r\n")
                .contains("a=fmtp:110 mode=1\r\n", "a=rtpmap:112 L16/16000\r\n")
                .contains("a=rtpmap:101 telephone-event/8000\r\n", "a=rtpmap:102 telephone-event/16000\r\n")
                .contains("a=rtpmap:103 telephone-event/48000\r\n", "a=fmtp:103 0-15\r\n")
                .doesNotContain("a=fmtp:9", "a=fmtp:112");
    }

    @Test
    void anAnswerFollowsTheParametersOffered() {
        var answered = answer("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 test/16000", "a=fmtp:96 mode=2;other=3");
        assertThat(answered.plan().codec()).isEqualTo(new TestCodec("TEST", 16_000, 1, 2));
        assertThat(answered.sdp()).contains("a=rtpmap:96 test/16000\r\na=fmtp:96 mode=2\r\n");
    }

    @Test
    void parametersThatCannotBeMetLeaveTheNextFormat() {
        String[] offer = {"m=audio 4000 RTP/AVP 96 9", "a=rtpmap:96 TEST/16000", "a=fmtp:96 mode=3"};
        assertThat(answer(offer).plan().codec().name()).isEqualTo("G722");
        offer[0] = "m=audio 4000 RTP/AVP 96";
        assertThatThrownBy(() -> answer(offer)).hasMessageContaining("305").hasMessageContaining("TEST/16000");
    }

    @Test
    void anAnswersParametersConfigureTheEncoder() {
        var plan = Negotiation.accept(
                Offers.audio("m=audio 4000 RTP/AVP 98", "a=rtpmap:98 TEST/16000", "a=fmtp:98 mode=2"), local);
        assertThat(plan.codec().variant()).isEqualTo("TEST/16000 mode 2");
        assertThat(plan.sendPayloadType()).isEqualTo(98);
        assertThat(plan.receivePayloadType()).isEqualTo(110);
    }

    @Test
    void channelsAreThoseOfTheCodecOrForgotten() {
        assertThat(answer("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 DUO/48000/2").sdp())
                .contains("a=rtpmap:96 DUO/48000/2\r\n");
        assertThat(answer("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 DUO/48000")
                        .plan()
                        .codec()
                        .name())
                .isEqualTo("duo");
        assertThatThrownBy(() -> answer("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 L16/16000/2"))
                .hasMessageContaining("305");
    }

    @ParameterizedTest
    @CsvSource({"8, 101, 8000", "9, 101, 8000", "96, 102, 16000", "97, 103, 48000"})
    void eventsHaveTheClockOfTheCodecChosen(int type, int events, int clock) {
        var answered = answer(
                "m=audio 4000 RTP/AVP " + type + " 101 102 103",
                "a=rtpmap:96 TEST/16000",
                "a=rtpmap:97 duo/48000/2",
                "a=rtpmap:101 telephone-event/8000",
                "a=rtpmap:102 telephone-event/16000",
                "a=rtpmap:103 telephone-event/48000");
        assertThat(answered.plan().sendEventPayloadType()).isEqualTo(events);
        assertThat(answered.plan().sendEventClockRate()).isEqualTo(clock);
        assertThat(answered.plan().receiveEvents()).isEqualTo(Map.of(101, 8_000, 102, 16_000, 103, 48_000));
        assertThat(answered.sdp()).contains("a=rtpmap:" + events + " telephone-event/" + clock + "\r\n");
        assertThat(answered.sdp().split("telephone-event", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "9, a=ptime:10, 10",
        "9, a=ptime:60, 60",
        "96, a=ptime:10, 20",
        "96, a=ptime:30, 20",
        "96, a=ptime:50, 40",
        "98, a=ptime:60, 40",
        "98, a=maxptime:10, 10"
    })
    void packetTimesAreThoseTheCodecCanMake(int type, String attribute, int millis) {
        var answered =
                answer("m=audio 4000 RTP/AVP " + type, "a=rtpmap:96 TEST/16000", "a=rtpmap:98 L16/16000", attribute);
        assertThat(answered.plan().packetMillis()).isEqualTo(millis);
        assertThat(answered.sdp()).contains("a=ptime:" + millis + "\r\n");
    }

    @Test
    void comfortNoiseIsAgreedOnOnlyWhenConfigured() {
        String[] offer = {"m=audio 4000 RTP/AVP 8 13"};
        assertThat(answer(offer).sdp()).contains("m=audio 20000 RTP/AVP 8\r\n");
        LocalMedia quiet = new LocalMedia(
                "192.0.2.1", 20_000, 20_001, 7, 1, CodecCatalog.standard().offered(List.of("PCMA", "cn")), 20);
        assertThat(Negotiation.answer(Offers.audio(offer), quiet).sdp())
                .contains("m=audio 20000 RTP/AVP 8 13\r\n", "a=rtpmap:13 CN/8000\r\n");
        assertThat(Negotiation.offer(quiet)).contains("m=audio 20000 RTP/AVP 8 13 101\r\n");
        assertThat(Negotiation.answer(Offers.audio("m=audio 4000 RTP/AVP 8"), quiet)
                        .sdp())
                .contains("m=audio 20000 RTP/AVP 8\r\n");
    }
}
