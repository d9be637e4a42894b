package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.Digit;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaEvent.DigitToSignal;
import io.ringflow.media.MediaEvent.DigitsSent;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.dtmf.ToneDetector;
import io.ringflow.media.dtmf.ToneGenerator;
import io.ringflow.media.dtmf.ToneListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How keys travel, both ways, as a trunk's policy says. */
class DtmfPolicySocketTest {
    private final MediaLab lab = new MediaLab();
    private final FarEnd far = FarEnd.local();

    @AfterEach
    void close() {
        lab.close();
        far.close();
    }

    private MediaLab.Party open(DtmfPolicy policy) {
        List<MediaEvent> events = new CopyOnWriteArrayList<>();
        var profile = new MediaProfile("t", List.of("PCMA"), SymmetricRtp.AUTO, policy, false);
        var where = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");
        return new MediaLab.Party(lab.engine.open(where, profile, events::add), events);
    }

    private String offerWithoutEvents() {
        return far.offer().replace(" 101\r\na=rtpmap:101 telephone-event/8000", "");
    }

    private void sounds(InetSocketAddress to, char key, int millis) {
        var tone = ToneGenerator.key(key, 8_000, millis);
        short[] pcm = new short[160];
        byte[] payload = new byte[160];
        var encoder = new Pcma().newEncoder();
        for (int i = 0; i < millis / 20 + 15; i++) {
            if (!tone.pull(pcm, 160, 8_000)) {
                pcm = new short[160];
            }
            encoder.encode(pcm, 0, 160, payload, 0);
            far.send(to, 8, far.timestamp, payload);
            far.timestamp += 160;
            lab.turn(1);
        }
    }

    /** Keys heard in the audio that came to the far end. */
    private String tonesHeard(List<FarEnd.Heard> packets) {
        var keys = new StringBuilder();
        var detector = new ToneDetector(new ToneListener() {
            @Override
            public void toneBegan(char digit, int ageMillis) {
                keys.append(digit);
            }

            @Override
            public void toneEnded(char digit, int durationMillis) {}
        });
        var decoder = new Pcma().newDecoder();
        short[] pcm = new short[160];
        for (FarEnd.Heard packet : packets) {
            if (packet.type() == 8) {
                decoder.decode(packet.payload(), 0, 160, pcm, 0);
                detector.push(pcm, 160, 8_000);
            }
        }
        return keys.toString();
    }

    /** Else who relays the key, by a telephone-event, lets the other side hear it twice. */
    @Test
    void aKeyHeardAsAToneIsNotHeardByTheOthersOfAConference() {
        var party = open(DtmfPolicy.INBAND);
        InetSocketAddress port = FarEnd.portOf(party.session().answer(offerWithoutEvents()));
        try (FarEnd other = FarEnd.local()) {
            var hearer = open(DtmfPolicy.AUTO);
            hearer.session().answer(other.offer());
            var conference = lab.engine.conference(new ConferenceConfig(2, 2), event -> {});
            conference.join(hearer.session(), ConferenceRole.SPEAKER);
            conference.join(party.session(), ConferenceRole.SPEAKER);
            sounds(port, '5', 200);
            assertThat(party.digits()).isEqualTo("5");
            List<FarEnd.Heard> heard = other.hears();
            assertThat(heard).hasSizeGreaterThan(20);
            assertThat(tonesHeard(heard)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(DtmfPolicy.class)
    void telephoneEventIsOfferedAndAcceptedOnlyByThosePoliciesThatUseIt(DtmfPolicy policy) {
        boolean uses = policy == DtmfPolicy.AUTO || policy == DtmfPolicy.RFC4733;
        String answer = open(policy).session().answer(far.offer());
        String offer = open(policy).session().offer();
        assertThat(answer.contains("telephone-event")).isEqualTo(uses);
        assertThat(offer.contains("telephone-event")).isEqualTo(uses);
    }

    @ParameterizedTest
    @EnumSource(DtmfPolicy.class)
    void eachPolicyHearsWhatItShould(DtmfPolicy policy) {
        var party = open(policy);
        InetSocketAddress port = FarEnd.portOf(party.session().answer(far.offer()));
        far.sends(port, 20);
        far.presses(port, '1');
        lab.turn(2);
        party.session().digitBySignalling('2', 100);
        sounds(port, '3', 100);
        assertThat(party.digits())
                .isEqualTo(
                        switch (policy) {
                            case AUTO -> "12";
                            case RFC4733 -> "1";
                            case INFO -> "2";
                            case INBAND -> "3";
                            case OFF -> "";
                        });
    }

    @Test
    void autoHearsTonesWhenTheFarEndHasNothingElse() {
        var party = open(DtmfPolicy.AUTO);
        InetSocketAddress port = FarEnd.portOf(party.session().answer(offerWithoutEvents()));
        sounds(port, '3', 100);
        assertThat(party.events(Digit.class)).extracting(Digit::source).containsExactly(DigitSource.INBAND);
        assertThat(party.events(MediaEvent.DigitEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.durationMillis()).isBetween(88, 112));
    }

    @Test
    void toneAndSignalOfOnePressAreOneDigitAndTwoQuickPressesAreTwo() {
        var party = open(DtmfPolicy.AUTO);
        InetSocketAddress port = FarEnd.portOf(party.session().answer(offerWithoutEvents()));
        sounds(port, '3', 100);
        party.session().digitBySignalling('3', 100);
        sounds(port, '3', 60);
        party.session().digitBySignalling('3', 60);
        lab.turn(1);
        assertThat(party.digits()).isEqualTo("33");
    }

    @Test
    void keysAreSentAsEventsWhereTheyWereNegotiated() {
        var party = open(DtmfPolicy.AUTO);
        party.session().answer(far.offer());
        long sending = party.session().sendDigits("1#", 100, 60);
        lab.turn(30);
        List<FarEnd.Heard> all = far.hears();
        List<FarEnd.Heard> events =
                all.stream().filter(packet -> packet.type() == 101).toList();
        assertThat(events).hasSize(14).extracting(packet -> packet.payload()[0]).containsOnly((byte) 1, (byte) 11);
        List<FarEnd.Heard> first = events.subList(0, 7);
        assertThat(first)
                .extracting(FarEnd.Heard::timestamp)
                .containsOnly(first.getFirst().timestamp());
        assertThat(first).extracting(FarEnd.Heard::marker).startsWith(true).endsWith(false, false, false);
        assertThat(first.stream().filter(packet -> packet.payload()[1] < 0)).hasSize(3);
        long between = events.get(7).timestamp() - first.getFirst().timestamp() & 0xFFFF_FFFFL;
        assertThat(between).isEqualTo(8 * 160);
        assertThat(party.events(DigitsSent.class)).containsExactly(new DigitsSent(sending, true));
        // one packet per tick, in sequence, and audio goes on where time is now
        FarEnd.Heard last = all.getLast();
        assertThat(last.type()).isEqualTo(8);
        assertThat(last.sequence() - all.getFirst().sequence() & 0xFFFF).isEqualTo(all.size() - 1);
        assertThat(last.timestamp() - all.getFirst().timestamp() & 0xFFFF_FFFFL).isEqualTo(160L * (all.size() - 1));
    }

    @Test
    void keysAreSentAsTonesByThatPolicy() {
        var party = open(DtmfPolicy.INBAND);
        party.session().answer(far.offer());
        party.session().sendDigits("159D", 80, 60);
        lab.turn(60);
        assertThat(tonesHeard(far.hears())).isEqualTo("159D");
        assertThat(party.events(DigitsSent.class)).hasSize(1);
    }

    @Test
    void keysToSignalAreHandedOutInTheirTimeAndPausesAreKept() {
        var party = open(DtmfPolicy.INFO);
        party.session().answer(far.offer());
        party.session().sendDigits("4w5", 100, 100);
        lab.turn(9);
        assertThat(party.events(DigitToSignal.class)).containsExactly(new DigitToSignal('4', 100));
        lab.turn(24);
        assertThat(party.events(DigitToSignal.class)).hasSize(1);
        lab.turn(4);
        assertThat(party.events(DigitToSignal.class)).hasSize(2);
        assertThat(far.hears()).allMatch(packet -> packet.type() == 8);
    }

    @Test
    void whatCanNotBeSentIsSaid() {
        var off = open(DtmfPolicy.OFF);
        off.session().answer(far.offer());
        long sending = off.session().sendDigits("1", 100, 60);
        lab.turn(20);
        assertThat(off.events(DigitsSent.class)).containsExactly(new DigitsSent(sending, false));
        assertThatThrownBy(() -> off.session().sendDigits("1x", 100, 60)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> off.session().sendDigits("", 100, 60)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedAndClosingEndsTheRest() {
        var party = open(DtmfPolicy.RFC4733);
        party.session().answer(far.offer());
        List<Long> sendings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sendings.add(party.session().sendDigits("1".repeat(64), 100, 60));
        }
        lab.turn(2);
        assertThat(party.events(DigitsSent.class)).containsExactly(new DigitsSent(sendings.getLast(), false));
        party.session().close();
        lab.turn(2);
        assertThat(party.events(DigitsSent.class))
                .containsExactly(
                        new DigitsSent(sendings.get(2), false),
                        new DigitsSent(sendings.get(0), false),
                        new DigitsSent(sendings.get(1), false));
    }

    @Test
    void keysWaitWhileTheCallIsHeld() {
        var party = open(DtmfPolicy.RFC4733);
        party.session().answer(far.offer("a=sendonly"));
        party.session().sendDigits("1", 100, 60);
        lab.turn(20);
        assertThat(party.events(DigitsSent.class)).isEmpty();
        party.session().answer(far.offer());
        lab.turn(20);
        assertThat(party.events(DigitsSent.class)).hasSize(1);
        assertThat(far.hears().stream().filter(packet -> packet.type() == 101)).hasSize(7);
    }
}
