package io.ringflow.testkit.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarsTest {
    private final Ears ears = new Ears();
    private long timestamp = 4_294_967_000L;

    @Test
    void aToneIsHeardWithItsFrequencyAndLevel() {
        hear(Tone.of(440, -10), 20);
        assertThat(ears.now().kind()).isEqualTo(Heard.Kind.TONE);
        assertThat(ears.tones()).containsExactly(440);
        assertThat(ears.level(440)).isCloseTo(-10, within(0.1));
        assertThat(ears.now().levelDbm0()).isCloseTo(-10, within(0.1));
    }

    @Test
    void anotherToneIsNotHeard() {
        hear(Tone.of(440), 20);
        assertThat(ears.hears(440)).isTrue();
        assertThat(ears.hears(523)).isFalse();
    }

    @Test
    void tonesAreToldApartInAMix() {
        Mouth first = Tone.of(440);
        Mouth second = Tone.of(523);
        Mouth third = Tone.of(659);
        hear(
                frame -> {
                    short[] other = new short[160];
                    first.speak(frame);
                    for (var more : new Mouth[] {second, third}) {
                        more.speak(other);
                        for (int i = 0; i < 160; i++) {
                            frame[i] += other[i];
                        }
                    }
                },
                20);
        assertThat(ears.tones()).containsExactlyInAnyOrder(440, 523, 659);
        assertThat(ears.hears(784)).isFalse();
    }

    @Test
    void aKeyIsTwoTones() {
        hear(Tone.key('5'), 20);
        assertThat(ears.tones()).containsExactlyInAnyOrder(770, 1336);
    }

    @Test
    void nothingIsSilence() {
        hear(Mouth.silence(), 20);
        assertThat(ears.now().kind()).isEqualTo(Heard.Kind.SILENCE);
        assertThat(ears.tones()).isEmpty();
    }

    @Test
    void steadyNoiseIsNeitherToneNorSpeech() {
        var random = new Random(1);
        hear(
                frame -> {
                    for (int i = 0; i < 160; i++) {
                        frame[i] = (short) (random.nextGaussian() * 3_000);
                    }
                },
                20);
        assertThat(ears.now().kind()).isEqualTo(Heard.Kind.NOISE);
    }

    @Test
    void soundThatMovesIsSpeech() {
        var random = new Random(1);
        int[] position = {0};
        hear(
                frame -> {
                    for (int i = 0; i < 160; i++) {
                        double syllable = Math.pow(Math.sin(2 * Math.PI * 2 * position[0]++ / 8000), 2);
                        frame[i] = (short) (random.nextGaussian() * 5_000 * syllable);
                    }
                },
                50);
        assertThat(ears.heard(Heard.Kind.SPEECH)).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }

    @Test
    void whatNeverCameIsSilenceOfTheSameLength() {
        hear(Tone.of(440), 20);
        timestamp += 20 * 160;
        hear(Tone.of(440), 20);
        assertThat(ears.length()).isEqualTo(Duration.ofMillis(1200));
        assertThat(ears.windows().get(2).kind()).isEqualTo(Heard.Kind.SILENCE);
    }

    @Test
    void aLatePacketIsPutInItsPlace() {
        var tone = Tone.of(440);
        ears.hear(1, 0, tone.samples(160));
        short[] late = tone.samples(160);
        ears.hear(1, 320, tone.samples(160));
        ears.hear(1, 160, late);
        assertThat(ears.samples()).isEqualTo(Tone.of(440).samples(480));
    }

    @Test
    void aNewSourceGoesOnWhereTheOldOneEnded() {
        hear(Tone.of(440), 20);
        ears.hear(77, 5, Tone.of(880).samples(1600));
        assertThat(ears.length()).isEqualTo(Duration.ofMillis(600));
        assertThat(ears.tonesHeard()).containsExactly(440, 880);
    }

    @Test
    void forgettingStartsFromHere() {
        hear(Tone.of(440), 20);
        ears.forget();
        hear(Tone.of(880), 20);
        assertThat(ears.heard(440)).isFalse();
        assertThat(ears.heard(880)).isTrue();
    }

    @Test
    void aListenerIsToldOfEachWindowOnce() {
        var story = new StringBuilder();
        ears.listen(heard -> story.append(heard.kind()).append(' '));
        hear(Tone.of(440), 20);
        hear(Mouth.silence(), 23);
        ears.windows();
        assertThat(story).hasToString("TONE TONE SILENCE SILENCE ");
    }

    @Test
    void aRecordingIsReadBack(@TempDir Path directory) throws Exception {
        hear(Tone.of(440), 20);
        var file = directory.resolve("heard.wav");
        ears.record(file);
        assertThat(Wav.read(file)).isEqualTo(ears.samples());
    }

    private void hear(Mouth mouth, int frames) {
        for (int i = 0; i < frames; i++) {
            short[] frame = new short[160];
            mouth.speak(frame);
            ears.hear(1, timestamp, frame);
            timestamp = timestamp + 160 & 0xFFFFFFFFL;
        }
    }
}
