package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerTest {
    private static final double[] TONES = {300, 400, 500, 600};

    /** Every sample is the sum of the others' samples, as late as the limiter looks ahead. */
    @Test
    void eachHearsTheExactSumOfTheOthers() {
        Table table = new Table(8);
        for (int i = 0; i < TONES.length; i++) {
            table.sits("g" + i, 8_000, Sound.tone(TONES[i], 3_000 + i));
        }
        table.turn(20);
        for (Guest guest : table.guests) {
            for (int i = 800; i < guest.heard.size(); i++) {
                int sum = 0;
                for (Guest other : table.guests) {
                    sum += other == guest ? 0 : other.said.at(i - 10);
                }
                assertThat(guest.heard.at(i)).as(guest.name + " at " + i).isEqualTo((short) sum);
            }
        }
    }

    @Test
    void nobodyHearsItselfWhateverTheRates() {
        Table table = new Table(8);
        int[] rates = {8_000, 16_000, 48_000, 8_000};
        for (int i = 0; i < TONES.length; i++) {
            table.sits("g" + i, rates[i], Sound.tone(TONES[i], 5_000));
        }
        table.turn(60);
        for (int i = 0; i < TONES.length; i++) {
            Guest guest = table.guests.get(i);
            short[] second = guest.heard.last(guest.rate);
            for (int j = 0; j < TONES.length; j++) {
                double level = Samples.decibels(Samples.amplitude(second, TONES[j], guest.rate) / 5_000);
                if (i == j) {
                    assertThat(level).as("own tone of " + i).isLessThan(-60);
                } else {
                    assertThat(level).as(i + " hears " + j).isCloseTo(0, within(0.1));
                }
            }
            double rest = Samples.remainder(second, guest.rate, TONES);
            assertThat(Samples.decibels(rest / 5_000)).as("rest of " + i).isLessThan(-60);
        }
    }

    /** A wide-band tone is heard by those who can hear it, and does not fold into what the others hear. */
    @Test
    void aMixIsAsWideAsItsListener() {
        Table table = new Table(8);
        Guest narrow = table.sits("narrow", 8_000, Sound.silence());
        Guest wide = table.sits("wide", 16_000, Sound.silence());
        table.sits("full", 48_000, Sound.tone(6_000, 8_000));
        table.turn(60);
        assertThat(Samples.amplitude(wide.heard.last(16_000), 6_000, 16_000)).isCloseTo(8_000, within(80.0));
        assertThat(Samples.remainder(narrow.heard.last(8_000), 8_000)).isLessThan(8_000 / 1_000.0);
    }

    @Test
    void aMemberWhoseVoiceAndEarsDifferInRateDoesNotHearItself() {
        Table table = new Table(8);
        Guest odd = table.sits("odd", 16_000, Sound.tone(500, 5_000));
        table.sits("other", 16_000, Sound.tone(700, 5_000));
        short[] heard = new short[160];
        Samples all = new Samples();
        for (int tick = 0; tick < 60; tick++) {
            table.guests.forEach(Guest::speaks);
            table.mixer.mix();
            if (odd.port.pull(heard, 160, 8_000)) {
                all.add(heard, 160);
            }
        }
        short[] last = all.last(800);
        assertThat(Samples.amplitude(last, 500, 8_000)).isLessThan(5);
        assertThat(Samples.amplitude(last, 700, 8_000)).isCloseTo(5_000, within(50.0));
    }

    @Test
    void muteDeafAndVolumesAreHeardWithoutAClick() {
        Table table = new Table(8);
        Guest speaker = table.sits("speaker", 8_000, Sound.tone(Samples.RESTLESS, 8_000));
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        int tone = (int) (8_000 * 2 * Math.PI * Samples.RESTLESS / 8_000) + 150;
        table.turn(20);
        Settings open = speaker.port.settings();
        for (Settings next : List.of(open.withMuted(true), open, open.withVoiceVolume(-6), open)) {
            speaker.port.set(next);
            table.turn(7);
            double factor = next.muted() ? 0 : next.voiceGain();
            assertThat(Samples.amplitude(listener.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                    .isCloseTo(8_000 * factor, within(30.0));
        }
        Settings hears = listener.port.settings();
        for (Settings next : List.of(hears.withDeaf(true), hears, hears.withHearingVolume(-12), hears)) {
            listener.port.set(next);
            table.turn(7);
            double factor = next.deaf() ? 0 : next.hearingGain();
            assertThat(Samples.amplitude(listener.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                    .isCloseTo(8_000 * factor, within(30.0));
        }
        assertThat(Samples.greatestStep(listener.heard.last(listener.heard.size())))
                .isLessThan(tone);
    }

    @Test
    void talkersAreToldOnceAndOfClicksNothing() {
        Table table = new Table(8);
        Guest speaker = table.sits("a", 8_000, Sound.silence());
        table.sits("b", 8_000, Sound.silence());
        table.turn(50);
        speaker.sound = Sound.tone(300, 8_000);
        table.turn(1);
        speaker.sound = Sound.silence();
        table.turn(50);
        assertThat(table.told).isEmpty();
        speaker.sound = Sound.tone(300, 8_000);
        table.turn(40);
        assertThat(table.told).containsExactly("a talks");
        assertThat(speaker.port.talking()).isTrue();
        assertThat(speaker.port.level()).isEqualTo(-15);
        speaker.sound = Sound.silence();
        table.turn(40);
        assertThat(table.told).containsExactly("a talks", "a stops");
        assertThat(speaker.port.level()).isEqualTo(-127);
    }

    @Test
    void anAnnouncementIsHeardByAllAndItsEndIsTold() {
        Table table = new Table(8);
        Guest narrow = table.sits("narrow", 8_000, Sound.silence());
        Guest wide = table.sits("wide", 16_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(5);
        short[] clip = new short[8_000];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = (short) (6_000 * Math.sin(2 * Math.PI * 400 * i / 8_000));
        }
        table.mixer.play(7, clip, 8_000, 2);
        table.turn(60);
        assertThat(Samples.amplitude(narrow.heard.last(4_000), 400, 8_000)).isCloseTo(6_000, within(60.0));
        assertThat(Samples.amplitude(wide.heard.last(8_000), 400, 16_000)).isCloseTo(6_000, within(60.0));
        assertThat(table.told).isEmpty();
        table.turn(40);
        assertThat(table.told).containsExactly("played 7 true");
        table.mixer.play(8, clip, 8_000, -1);
        table.turn(200);
        table.mixer.stop(8);
        table.turn(10);
        assertThat(table.told).containsExactly("played 7 true", "played 8 false");
        assertThat(Samples.remainder(narrow.heard.last(800), 8_000)).isZero();
    }

    @Test
    void aRecordingHasEverything() {
        Table table = new Table(8);
        table.sits("a", 8_000, Sound.tone(300, 4_000));
        table.sits("coach", 8_000, ConferenceRole.COACH, Sound.tone(500, 4_000));
        table.sits("muted", 8_000, ConferenceRole.LISTENER, Sound.tone(700, 4_000));
        Samples recorded = new Samples();
        AudioSink sink = (frame, samples, rate) -> recorded.add(frame, samples);
        table.mixer.record(sink, 8_000);
        table.turn(50);
        table.mixer.stopRecording(sink);
        table.turn(50);
        assertThat(recorded.size()).isEqualTo(8_000);
        short[] last = recorded.last(4_000);
        assertThat(Samples.amplitude(last, 300, 8_000)).isCloseTo(4_000, within(5.0));
        assertThat(Samples.amplitude(last, 500, 8_000)).isCloseTo(4_000, within(5.0));
        assertThat(Samples.amplitude(last, 700, 8_000)).isLessThan(1);
        assertThat(table.mixer.mixes()).isEqualTo(2);
    }
}
