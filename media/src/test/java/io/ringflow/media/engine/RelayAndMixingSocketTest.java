package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FarEnd.Heard;
import io.ringflow.media.Membership;
import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import io.ringflow.media.codec.Sound;
import io.ringflow.media.play.PcmClip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay becomes a mix and a mix a relay, and nobody is without sound in between: judged by what a far end hears. */
class RelayAndMixingSocketTest {
    private static final int RATE = 8_000;
    private static final double HERTZ = 400;
    private static final int AMPLITUDE = 8_000;

    private final short[] tone = Sound.tone(HERTZ, AMPLITUDE, RATE, 40);
    private final List<Integer> packetsPerTick = new ArrayList<>();
    private RelayLab call = new RelayLab(1);
    private int said;

    private void relay(int loops) {
        call.close();
        call = new RelayLab(loops).relaying();
    }

    @AfterEach
    void close() {
        call.close();
    }

    private byte[] frame(boolean aLaw) {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = tone[said++ % tone.length];
        }
        byte[] payload = new byte[160];
        (aLaw ? new Pcma() : new Pcmu()).newEncoder().encode(pcm, 0, 160, payload, 0);
        return payload;
    }

    /** One speaks a tone, the other is silent; what it is sent in each tick is counted. */
    private void sounds(int ticks, int type) {
        for (int i = 0; i < ticks; i++) {
            call.one.far.send(call.one.to, type, call.one.far.timestamp, frame(type == 8));
            call.one.far.timestamp += 160;
            call.other.far.sends(call.other.to, 20);
            call.lab.turn(1);
            packetsPerTick.add(call.other.hears().size());
            call.one.hears();
        }
    }

    private short[] heard() {
        List<Heard> heard = call.other.heard;
        short[] pcm = new short[160 * heard.size()];
        for (int i = 0; i < heard.size(); i++) {
            new Pcma().newDecoder().decode(heard.get(i).payload(), 0, 160, pcm, 160 * i);
        }
        return pcm;
    }

    /** The longest stretch without the tone, in ms. */
    private int longestSilence() {
        int longest = 0;
        int quiet = 0;
        for (short sample : heard()) {
            quiet = Math.abs(sample) < AMPLITUDE / 20 ? quiet + 1 : 0;
            longest = Math.max(longest, quiet);
        }
        return longest * 1_000 / RATE;
    }

    private void isOneStream() {
        List<Heard> heard = call.other.heard;
        assertThat(heard).extracting(Heard::ssrc).containsOnly(heard.getFirst().ssrc());
        for (int i = 1; i < heard.size(); i++) {
            assertThat((heard.get(i).sequence() - heard.get(i - 1).sequence()) & 0xFFFF)
                    .as("at %d", i)
                    .isEqualTo(1);
            assertThat(heard.get(i).timestamp() - heard.get(i - 1).timestamp())
                    .as("at %d", i)
                    .isBetween(1L, 320L);
        }
        for (int i = 1; i < packetsPerTick.size(); i++) {
            assertThat(packetsPerTick.get(i - 1) + packetsPerTick.get(i))
                    .as("packets in two ticks, at %d", i)
                    .isBetween(1, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aThirdMemberMakesItAMixAndWhenItLeavesItIsARelayAgain(int loops) {
        relay(loops);
        sounds(50, 8);
        Membership third = call.room.join(call.lab.open().session(), ConferenceRole.LISTENER);
        sounds(50, 8);
        assertThat(call.relays.get()).isZero();
        third.close();
        sounds(150, 8);
        assertThat(call.relays.get()).isEqualTo(1);
        isOneStream();
        assertThat(longestSilence()).isLessThanOrEqualTo(20);
        int end = heard().length;
        for (int from : new int[] {RATE / 2, RATE * 3 / 2, end - RATE / 2}) {
            double level = Spectrum.amplitude(heard(), from, from + RATE / 4, RATE, HERTZ) / AMPLITUDE;
            assertThat(Spectrum.decibels(level)).as("at %d", from).isCloseTo(0, within(0.6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoGoesToAnotherConversationIsRelayedThereAndHeardHereNoMore(int loops) {
        relay(loops);
        sounds(10, 8);
        RelayLab.Side third = call.new Side();
        third.far.ssrc = 0x3333;
        third.agrees(RelayLab.offer(third.far, "8 101", RelayLab.events(101)));
        try (var elsewhere = call.lab.engine.conference(new ConferenceConfig(2, 2, true), event -> {})) {
            elsewhere.join(third.party.session(), ConferenceRole.SPEAKER);
            sounds(5, 8);
            elsewhere.join(call.one.party.session(), ConferenceRole.SPEAKER);
            sounds(10, 8);
            call.other.heard.clear();
            third.hears();
            sounds(50, 8);
            assertThat(call.relays.get()).isEqualTo(1);
            assertThat(third.hears()).hasSizeBetween(49, 51).allMatch(packet -> packet.payload()[1] != (byte) 0xD5);
            assertThat(Spectrum.amplitude(heard(), 0, RATE / 2, RATE, HERTZ)).isLessThan(10);
        }
        third.far.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anotherCodecOnOneSideIsMixedAndTheSameAgainRelayed(int loops) {
        relay(loops);
        sounds(25, 8);
        call.one.agrees(RelayLab.offer(call.one.far, "0 101", RelayLab.events(101)));
        sounds(75, 0);
        assertThat(call.relays.get()).isZero();
        double level = Spectrum.amplitude(heard(), RATE * 3 / 2, RATE * 7 / 4, RATE, HERTZ) / AMPLITUDE;
        assertThat(Spectrum.decibels(level)).isCloseTo(0, within(0.6));
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101)));
        sounds(150, 8);
        assertThat(call.relays.get()).isEqualTo(1);
        isOneStream();
        assertThat(call.other.heard).allMatch(packet -> packet.type() == 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aClipForOneSideIsHeardInPlaceOfTheOther(int loops) {
        relay(loops);
        sounds(25, 8);
        call.other.party.session().play(new PcmClip("a beep", Sound.tone(1_000, AMPLITUDE, RATE, RATE / 2), RATE), 1);
        sounds(75, 8);
        assertThat(call.relays.get()).as("only that side hears it").isEqualTo(1);
        isOneStream();
        assertThat(longestSilence()).isLessThanOrEqualTo(20);
        double beep = Spectrum.amplitude(heard(), RATE * 6 / 10, RATE * 8 / 10, RATE, 1_000) / AMPLITUDE;
        assertThat(Spectrum.decibels(beep)).isCloseTo(0, within(0.6));
        double after = Spectrum.amplitude(heard(), RATE * 13 / 10, RATE * 15 / 10, RATE, HERTZ) / AMPLITUDE;
        assertThat(Spectrum.decibels(after)).isCloseTo(0, within(0.6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoIsMutedIsNotHeardAndWhoIsOnlyToListenNeither(int loops) {
        relay(loops);
        Membership one = call.room.join(call.one.party.session(), ConferenceRole.LISTENER);
        sounds(20, 8);
        call.other.heard.clear();
        sounds(50, 8);
        assertThat(call.relays.get()).isEqualTo(1);
        assertThat(Spectrum.amplitude(heard(), 0, RATE / 2, RATE, HERTZ)).isLessThan(10);
        one.role(ConferenceRole.SPEAKER);
        sounds(5, 8);
        call.other.heard.clear();
        sounds(50, 8);
        assertThat(Spectrum.amplitude(heard(), 0, RATE / 2, RATE, HERTZ) / AMPLITUDE)
                .isCloseTo(1, within(0.07));
        one.mute(true);
        sounds(5, 8);
        call.other.heard.clear();
        sounds(50, 8);
        assertThat(Spectrum.amplitude(heard(), 0, RATE / 2, RATE, HERTZ)).isLessThan(10);
        assertThat(call.one.heard).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void volumesAndPlaybacksToBothAreMixed(int loops) {
        relay(loops);
        sounds(25, 8);
        var playback = call.room.play(new PcmClip("both", Sound.tone(1_000, AMPLITUDE, RATE, RATE), RATE), -1);
        sounds(25, 8);
        assertThat(call.relays.get()).isZero();
        int end = heard().length;
        assertThat(Spectrum.amplitude(heard(), end - 1_600, end, RATE, 1_000)).isGreaterThan(AMPLITUDE / 2.0);
        assertThat(Spectrum.amplitude(heard(), end - 1_600, end, RATE, HERTZ)).isGreaterThan(AMPLITUDE / 2.0);
        playback.close();
        sounds(150, 8);
        assertThat(call.relays.get()).isEqualTo(1);
        isOneStream();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoHoldsIsSentNothingAndTheOtherIsSentSilence(int loops) {
        relay(loops);
        sounds(10, 8);
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101), "a=sendonly"));
        call.turn();
        call.one.heard.clear();
        sounds(50, 8);
        assertThat(call.one.heard).isEmpty();
        assertThat(Spectrum.amplitude(heard(), RATE / 2, RATE, RATE, HERTZ) / AMPLITUDE)
                .as("music of its own")
                .isCloseTo(1, within(0.07));
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101), "a=inactive"));
        call.turn();
        call.other.heard.clear();
        for (int i = 0; i < 100; i++) {
            call.other.far.sends(call.other.to, 20);
            call.turn();
        }
        assertThat(call.one.heard).isEmpty();
        assertThat(call.other.heard.size()).isBetween(70, 80);
        call.one.agrees(RelayLab.offer(call.one.far, "8 101", RelayLab.events(101)));
        call.turn();
        call.one.heard.clear();
        call.other.heard.clear();
        call.one.far.timestamp += 101 * 160;
        sounds(50, 8);
        assertThat(call.one.heard.size()).isBetween(48, 51);
        assertThat(Spectrum.amplitude(heard(), RATE / 2, RATE, RATE, HERTZ) / AMPLITUDE)
                .isCloseTo(1, within(0.07));
    }
}
