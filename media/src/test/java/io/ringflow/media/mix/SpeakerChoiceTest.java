package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeakerChoiceTest {

    private static Sound noise(int amplitude, long seed) {
        Random random = new Random(seed);
        return (sample, rate) -> (random.nextDouble() * 2 - 1) * amplitude;
    }

    @Test
    void theNoiseOfAThousandDoesNotAddUp() {
        Table table = new Table(8);
        for (int i = 0; i < 1_000; i++) {
            table.sits("m" + i, 8_000, noise(60, i));
        }
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.guests.get(500).sound = Sound.tone(400, 8_000);
        table.turn(40);
        short[] heard = listener.heard.last(1_600);
        assertThat(Samples.amplitude(heard, 400, 8_000)).isCloseTo(8_000, within(20.0));
        // All of them would be 1,100 loud.
        assertThat(Samples.remainder(heard, 8_000, 400)).isLessThan(60);
    }

    @Test
    void onlySoManyAreHeardAndTheyAreTheLoudest() {
        Table table = new Table(3);
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        int[] amplitudes = {1_000, 8_000, 1_000, 6_000, 1_000, 7_000};
        for (int i = 0; i < amplitudes.length; i++) {
            table.sits("m" + i, 8_000, Sound.tone(300 + 100 * i, amplitudes[i]));
        }
        table.turn(100);
        short[] heard = listener.heard.last(800);
        for (int i = 0; i < amplitudes.length; i++) {
            double expected = amplitudes[i] > 1_000 ? amplitudes[i] : 0;
            assertThat(Samples.amplitude(heard, 300 + 100 * i, 8_000)).isCloseTo(expected, within(10.0));
        }
    }

    @Test
    void whoHasTheFloorKeepsItAgainstOneHardlyLouder() {
        Table table = new Table(1);
        Guest first = table.sits("first", 8_000, Sound.tone(300, 5_000));
        Guest second = table.sits("second", 8_000, Sound.silence());
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(50);
        second.sound = Sound.tone(500, 6_000);
        table.turn(100);
        assertThat(Samples.amplitude(listener.heard.last(800), 300, 8_000)).isCloseTo(5_000, within(10.0));
        assertThat(Samples.amplitude(listener.heard.last(800), 500, 8_000)).isLessThan(5);
        first.sound = Sound.silence();
        table.turn(30);
        assertThat(Samples.amplitude(listener.heard.last(800), 500, 8_000)).isCloseTo(6_000, within(10.0));
    }

    /** Two take turns at talking; whoever is dropped or chosen fades. */
    @Test
    void changesOfTheFloorMakeNoStep() {
        Table table = new Table(1);
        table.sits("a", 8_000, turns(Samples.RESTLESS, 0));
        table.sits("b", 8_000, turns(262.5, 4_000));
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(300);
        short[] heard = listener.heard.last(listener.heard.size());
        assertThat(Samples.greatestStep(heard)).isLessThan(2_300);
    }

    private static Sound turns(double hertz, int from) {
        return (sample, rate) -> {
            long at = (sample + from) % 8_000;
            double swell = Math.sin(Math.PI * Math.min(at, 4_000) / 4_000);
            return 9_000 * swell * Math.sin(2 * Math.PI * hertz * sample / rate);
        };
    }

    @Test
    void silenceAndSteadyNoiseAreNotSpeech() {
        SpeechDetector detector = new SpeechDetector();
        for (int i = 0; i < 500; i++) {
            detector.hear(i % 2 == 0 ? -58 : -62);
            assertThat(detector.speaks()).isFalse();
        }
        detector.hear(-30);
        assertThat(detector.speaks()).isTrue();
        assertThat(detector.talking()).isFalse();
        for (int i = 0; i < 14; i++) {
            detector.hear(-60);
            assertThat(detector.speaks()).isTrue();
        }
        detector.hear(-60);
        assertThat(detector.speaks()).isFalse();
    }

    @Test
    void aLongToneStaysSpeech() {
        SpeechDetector detector = new SpeechDetector();
        for (int i = 0; i < 30 * 50; i++) {
            detector.hear(-20);
        }
        assertThat(detector.talking()).isTrue();
    }
}
