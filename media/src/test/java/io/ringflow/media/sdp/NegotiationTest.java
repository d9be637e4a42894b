package io.ringflow.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.sdp.MediaPlan.Direction;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    private final LocalMedia local = Offers.local("PCMA", "PCMU");

    private MediaPlan plan(String... audio) {
        return Negotiation.answer(Offers.audio(audio), local).plan();
    }

    private List<String> answerLines(String offer) {
        return Negotiation.answer(offer, local).sdp().lines().toList();
    }

    /** The offer, then what must come out: m= lines, remote address, codec, types of audio and event, ptime, direction. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asterisk               | audio 20000 RTP/AVP 0 101  | 198.51.100.10:14580 | PCMU | 0 | 101 | 20 | SENDRECV",
                "freeswitch             | audio 20000 RTP/AVP 0 101  | 198.51.100.11:25394 | PCMU | 0 | 101 | 20 | SENDRECV",
                "baresip                | audio 20000 RTP/AVP 0 101  | 198.51.100.12:12714 | PCMU | 0 | 101 | 20 | SENDRECV",
                "linphone-optional-srtp | audio 0 RTP/SAVP 96 0 8 97;audio 20000 RTP/AVP 0 98;video 0 RTP/AVPF 96 97"
                        + " | 198.51.100.13:7080 | PCMU | 0 | 98 | 20 | SENDRECV",
                "yealink                | audio 20000 RTP/AVP 0 101  | 198.51.100.14:11782 | PCMU | 0 | 101 | 20 | SENDRECV",
                "cisco                  | audio 20000 RTP/AVP 8      | 198.51.100.16:17422 | PCMA | 8 | -1 | 30 | SENDRECV",
                "huawei-ims             | audio 20000 RTP/AVP 8 97   | 198.51.100.17:30578 | PCMA | 8 | 97 | 20 | SENDRECV",
                "zte-g711-only          | audio 20000 RTP/AVP 8      | 198.51.100.18:40010 | PCMA | 8 | -1 | 10 | SENDRECV",
                "polycom-hold           | audio 20000 RTP/AVP 8 127  | 198.51.100.19:2222 | PCMA | 8 | 127 | 20 | RECVONLY",
                "rfc2543-hold           | audio 20000 RTP/AVP 0 101  | 0.0.0.0:2222 | PCMU | 0 | 101 | 20 | RECVONLY",
                "fax-switch             | audio 20000 RTP/AVP 8;image 0 udptl t38"
                        + " | 198.51.100.21:3000 | PCMA | 8 | -1 | 20 | SENDRECV",
            })
    void offersOfRealEquipmentAreAnswered(
            String name,
            String mediaLines,
            String remote,
            String codec,
            int type,
            int events,
            int packetMillis,
            Direction direction) {
        var answered = Negotiation.answer(Offers.read(name), local);
        MediaPlan plan = answered.plan();
        assertThat(answered.sdp().lines().filter(line -> line.startsWith("m=")))
                .isEqualTo(List.of(mediaLines.split(";")).stream()
                        .map(line -> "m=" + line)
                        .toList());
        int colon = remote.indexOf(':');
        assertThat(plan.remoteRtp())
                .isEqualTo(new InetSocketAddress(
                        remote.substring(0, colon), Integer.parseInt(remote.substring(colon + 1))));
        assertThat(plan.codec().name()).isEqualTo(codec);
        assertThat(plan.sendPayloadType()).isEqualTo(type);
        assertThat(plan.receivePayloadType()).isEqualTo(type);
        assertThat(plan.sendEventPayloadType()).isEqualTo(events);
        assertThat(plan.packetMillis()).isEqualTo(packetMillis);
        assertThat(plan.direction()).isEqualTo(direction);
        assertThat(answered.sdp().lines()).contains("a=" + direction.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void aBrowsersOfferIsRefusedForItsTransport() {
        assertThatThrownBy(() -> Negotiation.answer(Offers.read("chrome"), local))
                .isInstanceOfSatisfying(
                        MediaFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_ACCEPTABLE))
                .hasMessageStartingWith("302 Incompatible transport protocol");
    }

    @Test
    void theWholeAnswerReadsLikeThis() {
        assertThat(Negotiation.answer(Offers.read("yealink"), local).sdp()).isEqualTo("""
                v=0
                o=ringflow 7 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 20000 RTP/AVP 0 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """.replace("\n", "\r\n"));
    }

    @Test
    void theCodecIsTheFirstOfTheOfferThatWeSpeak() {
        assertThat(plan("m=audio 4000 RTP/AVP 18 0 8").codec().name()).isEqualTo("PCMU");
        assertThat(Negotiation.answer(Offers.audio("m=audio 4000 RTP/AVP 18 0 8"), Offers.local("PCMA"))
                        .plan()
                        .codec()
                        .name())
                .isEqualTo("PCMA");
    }

    @Test
    void aStaticCodecUnderADynamicNumberKeepsTheNumberOfTheOffer() {
        MediaPlan plan =
                plan("m=audio 4000 RTP/AVP 96 97", "a=rtpmap:96 pcma/8000/1", "a=rtpmap:97 Telephone-Event/8000");
        assertThat(plan.sendPayloadType()).isEqualTo(96);
        assertThat(plan.receivePayloadType()).isEqualTo(96);
        assertThat(plan.sendEventPayloadType()).isEqualTo(97);
    }

    @Test
    void aCodecWithTwoChannelsOrAnotherRateIsAnother() {
        assertThatThrownBy(
                        () -> plan("m=audio 4000 RTP/AVP 96 97", "a=rtpmap:96 PCMA/8000/2", "a=rtpmap:97 PCMA/16000"))
                .hasMessage("305 Incompatible media format: we have PCMA, PCMU");
    }

    /** asterisk/asterisk#1004. */
    @Test
    void telephoneEventsAreAnsweredAtTheClockOfTheAudioAndReceivedAtAll() {
        var answered = Negotiation.answer(Offers.read("huawei-ims"), local);
        assertThat(answered.sdp()).contains("telephone-event/8000").doesNotContain("telephone-event/16000");
        assertThat(answered.plan().receiveEvents()).isEqualTo(Map.of(105, 16_000, 97, 8_000));
    }

    private static LocalMedia local(Codec... codecs) {
        return new LocalMedia("192.0.2.1", 20_000, 20_001, 7, 1, OfferedCodecs.of(codecs), 20);
    }

    @Test
    void telephoneEventsAtAnotherClockOnlyAreBetterThanNone() {
        var answered = Negotiation.answer(
                Offers.audio("m=audio 4000 RTP/AVP 8 105", "a=rtpmap:105 telephone-event/16000"), local);
        assertThat(answered.sdp()).contains("m=audio 20000 RTP/AVP 8 105\r\n");
        assertThat(answered.plan().sendEventPayloadType()).isEqualTo(105);
        assertThat(answered.plan().sendEventClockRate()).isEqualTo(16_000);
        assertThat(answered.plan().receiveEvents()).isEqualTo(Map.of(105, 16_000));
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:20, 20", "a=ptime:30, 30", "a=ptime:10, 10", "a=ptime:60, 60", "a=ptime:25, 20", "a=ptime:5, 10",
        "a=ptime:200, 60", "a=ptime:0, 20", "a=maxptime:10, 10", "a=maxptime:240, 20", "a=maxptime:3, 10", "a=x, 20"
    })
    void thePacketTimeIsWhatTheOfferWantsWithinOurLimits(String attribute, int millis) {
        assertThat(plan("m=audio 4000 RTP/AVP 8", attribute).packetMillis()).isEqualTo(millis);
    }

    @Test
    void thePacketTimeNeverPassesTheGreatestAllowed() {
        assertThat(plan("m=audio 4000 RTP/AVP 8", "a=ptime:40", "a=maxptime:20").packetMillis())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"sendrecv, SENDRECV", "sendonly, RECVONLY", "recvonly, SENDONLY", "inactive, INACTIVE"})
    void directionsAreMirrored(String theirs, Direction ours) {
        assertThat(plan("m=audio 4000 RTP/AVP 8", "a=" + theirs).direction()).isEqualTo(ours);
        assertThat(plan("a=" + theirs, "m=audio 4000 RTP/AVP 8").direction()).isEqualTo(ours);
        assertThat(plan("a=inactive", "m=audio 4000 RTP/AVP 8", "a=" + theirs).direction())
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"sendrecv, RECVONLY", "sendonly, RECVONLY", "recvonly, INACTIVE", "inactive, INACTIVE"})
    void anAddressOfZerosMeansWeSendNothing(String theirs, Direction ours) {
        assertThat(plan("m=audio 4000 RTP/AVP 8", "c=IN IP4 0.0.0.0", "a=" + theirs)
                        .direction())
                .isEqualTo(ours);
    }

    @Test
    void rtcpIsTheNextPortUnlessTheOfferTellsAnother() {
        assertThat(plan("m=audio 4000 RTP/AVP 8").remoteRtcp()).isEqualTo(new InetSocketAddress("198.51.100.1", 4_001));
        assertThat(plan("m=audio 4000 RTP/AVP 8", "a=rtcp:5000").remoteRtcp())
                .isEqualTo(new InetSocketAddress("198.51.100.1", 5_000));
        assertThat(plan("m=audio 4000 RTP/AVP 8", "a=rtcp:5000 IN IP4 198.51.100.9")
                        .remoteRtcp())
                .isEqualTo(new InetSocketAddress("198.51.100.9", 5_000));
        assertThat(plan("m=audio 65535 RTP/AVP 8").remoteRtcp().getPort()).isZero();
    }

    @Test
    void multiplexedRtcpIsAgreedOnWhenOffered() {
        var answered = Negotiation.answer(Offers.audio("m=audio 4000 RTP/AVP 8", "a=rtcp:4001", "a=rtcp-mux"), local);
        assertThat(answered.plan().rtcpMux()).isTrue();
        assertThat(answered.plan().remoteRtcp()).isEqualTo(answered.plan().remoteRtp());
        assertThat(answered.sdp()).contains("a=rtcp-mux\r\n");
    }

    @Test
    void ourRtcpPortIsToldWhenItIsNotTheNextOne() {
        LocalMedia odd = new LocalMedia("192.0.2.1", 20_000, 30_000, 7, 1, local.formats(), 20);
        assertThat(Negotiation.answer(Offers.read("zte-g711-only"), odd).sdp()).contains("a=rtcp:30000\r\n");
        assertThat(Negotiation.answer(Offers.read("zte-g711-only"), local).sdp())
                .doesNotContain("a=rtcp");
    }

    @Test
    void theTimeOfTheOfferIsRepeated() {
        String offer = Offers.read("asterisk").replace("t=0 0", "t=3034423619 3042462419");
        assertThat(answerLines(offer)).contains("t=3034423619 3042462419");
    }

    @Test
    void onlyTheFirstUsableAudioStreamIsTaken() {
        assertThat(answerLines(Offers.audio(
                        "m=video 5000 RTP/AVP 31",
                        "m=audio 0 RTP/AVP 8",
                        "m=audio 4000 RTP/AVP 18",
                        "m=audio 4002 RTP/AVP 8",
                        "m=audio 4004 RTP/AVP 8",
                        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel")))
                .filteredOn(line -> line.startsWith("m="))
                .containsExactly(
                        "m=video 0 RTP/AVP 31",
                        "m=audio 0 RTP/AVP 8",
                        "m=audio 0 RTP/AVP 18",
                        "m=audio 20000 RTP/AVP 8",
                        "m=audio 0 RTP/AVP 8",
                        "m=application 0 UDP/DTLS/SCTP webrtc-datachannel");
    }

    @Test
    void aStreamOverIpv6IsPassedOverForOneOverIpv4() {
        MediaPlan plan = plan("m=audio 4000 RTP/AVP 8", "c=IN IP6 2001:db8::1", "m=audio 4002 RTP/AVP 8");
        assertThat(plan.remoteRtp().getPort()).isEqualTo(4_002);
    }

    @Test
    void ipv6IsSpokenWhenOurAddressIsOne() {
        LocalMedia six = new LocalMedia("2001:db8::2", 20_000, 20_001, 7, 1, local.formats(), 20);
        var answered = Negotiation.answer(Offers.audio("m=audio 4000 RTP/AVP 8", "c=IN IP6 2001:db8::1"), six);
        assertThat(answered.plan().remoteRtp()).isEqualTo(new InetSocketAddress("2001:db8::1", 4_000));
        assertThat(answered.sdp()).contains("c=IN IP6 2001:db8::2\r\n");
    }

    @Test
    void anIpv4AddressMappedIntoIpv6IsIpv4() {
        assertThat(plan("m=audio 4000 RTP/AVP 8", "c=IN IP6 ::ffff:198.51.100.7")
                        .remoteRtp())
                .isEqualTo(new InetSocketAddress("198.51.100.7", 4_000));
    }

    @Test
    void theVersionGrowsOnlyWhenTold() {
        assertThat(Negotiation.answer(Offers.read("cisco"), local.nextVersion()).sdp())
                .contains("o=ringflow 7 2 IN IP4");
    }

    @Test
    void ourOfferNamesAllCodecsAndEventsAtEachClock() {
        assertThat(Negotiation.offer(local)).isEqualTo("""
                v=0
                o=ringflow 7 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 20000 RTP/AVP 8 0 101
                a=rtpmap:8 PCMA/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """.replace("\n", "\r\n"));
        assertThat(OfferedFormats.of(local(new WideCodec(), local.codecs().getFirst())))
                .extracting(RtpFormat::rtpmap)
                .containsExactly(
                        "110 WIDE/16000", "8 PCMA/8000", "101 telephone-event/8000", "102 telephone-event/16000");
    }

    @Test
    void aLaterOfferKeepsEveryStreamInItsPlace() {
        String answer =
                Negotiation.answer(Offers.read("linphone-optional-srtp"), local).sdp();
        assertThat(Negotiation.offer(local.nextVersion(), answer).lines())
                .filteredOn(line -> line.startsWith("m=") || line.startsWith("o="))
                .containsExactly(
                        "o=ringflow 7 2 IN IP4 192.0.2.1",
                        "m=audio 0 RTP/SAVP 96 0 8 97",
                        "m=audio 20000 RTP/AVP 8 0 101",
                        "m=video 0 RTP/AVPF 96 97");
        assertThat(Negotiation.offer(local, Negotiation.offer(local))).isEqualTo(Negotiation.offer(local));
    }

    @Test
    void anAnswerToOurOfferIsAccepted() {
        MediaPlan plan = Negotiation.accept(Offers.read("baresip"), local);
        assertThat(plan.codec().name()).isEqualTo("PCMU");
        assertThat(plan.remoteRtp()).isEqualTo(new InetSocketAddress("198.51.100.12", 12_714));
        assertThat(plan.receiveEvents()).isEqualTo(Map.of(101, 8_000));
        assertThat(plan.direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void bothSidesOfOneNegotiationAgree() {
        var answered = Negotiation.answer(Negotiation.offer(local), local);
        assertThat(Negotiation.accept(answered.sdp(), local)).isEqualTo(answered.plan());
    }

    @Test
    void anAnswerWithNumbersOfItsOwnIsSentTheirsAndHeardUnderOurs() {
        MediaPlan plan = Negotiation.accept(
                Offers.audio("m=audio 4000 RTP/AVP 96 97", "a=rtpmap:96 PCMU/8000", "a=rtpmap:97 telephone-event/8000"),
                local);
        assertThat(plan.sendPayloadType()).isEqualTo(96);
        assertThat(plan.receivePayloadType()).isZero();
        assertThat(plan.sendEventPayloadType()).isEqualTo(97);
        assertThat(plan.receiveEvents()).isEqualTo(Map.of(101, 8_000, 97, 8_000));
    }

    @Test
    void multiplexingThatWeDidNotOfferIsNotTakenFromAnAnswer() {
        MediaPlan plan = Negotiation.accept(Offers.audio("m=audio 4000 RTP/AVP 8", "a=rtcp-mux"), local);
        assertThat(plan.rtcpMux()).isFalse();
        assertThat(plan.remoteRtcp().getPort()).isEqualTo(4_001);
    }

    /** A codec with no number of its own. */
    private static final class WideCodec implements Codec {
        @Override
        public String name() {
            return "WIDE";
        }

        @Override
        public int clockRate() {
            return 16_000;
        }

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public int staticPayloadType() {
            return -1;
        }

        @Override
        public int maxPayloadBytes(int millis) {
            return millis;
        }

        @Override
        public Encoder newEncoder() {
            throw new AssertionError("not encoded");
        }

        @Override
        public Decoder newDecoder() {
            throw new AssertionError("not decoded");
        }
    }
}
