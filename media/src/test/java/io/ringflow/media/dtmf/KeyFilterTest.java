package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.junit.AllocationProbe;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    private final KeysHeard keys = new KeysHeard();

    private short[] filtered(short[] sound, int sampleRate) {
        short[] out = new short[sound.length + sampleRate];
        int[] length = {0};
        var filter = new KeyFilter(
                (frame, samples, rate) -> {
                    System.arraycopy(frame, 0, out, length[0], samples);
                    length[0] += samples;
                },
                keys);
        KeysHeard.push(filter, sound, sampleRate);
        return Arrays.copyOf(out, length[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void nothingOfAKeyPasses(int sampleRate) {
        var sound = new KeySound(31);
        sound.sampleRate = sampleRate;
        for (char key : KeySound.KEYPAD.toCharArray()) {
            for (double millis : new double[] {40, 70, 200}) {
                short[] left = filtered(sound.press(key, millis), sampleRate);
                assertThat(left).as("%s for %s ms", key, millis).containsOnly((short) 0);
            }
        }
        assertThat(keys.keys).hasSize(3 * 16);
    }

    @Test
    void speechPassesAsItIsAndLateByOneWindow() throws IOException {
        short[] speech = Wav.read(Path.of("../conf/prompts/en/welcome.wav"));
        short[] heard = filtered(speech, 8_000);
        int delay = 8 * KeyFilter.DELAY_MILLIS;
        int changed = 0;
        for (int i = delay; i < heard.length; i++) {
            changed += heard[i] == speech[i - delay] ? 0 : 1;
        }
        assertThat((double) changed / heard.length).isLessThan(0.005);
    }

    @Test
    void soundBeforeAndAfterAKeyIsHeard() {
        var sound = new KeySound(32);
        sound.signalToNoise = 25;
        short[] left = filtered(sound.press('5', 100, 400, 400), 8_000);
        assertThat(loudness(left, 0, 8 * 390)).isGreaterThan(100);
        assertThat(loudness(left, 8 * 420, 8 * 520)).isZero();
        assertThat(loudness(left, 8 * 600, 8 * 880)).isGreaterThan(100);
    }

    private static double loudness(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum / (to - from);
    }

    @Test
    void aFrameComesOutForEachThatGoesIn() {
        List<Integer> lengths = new ArrayList<>();
        var filter = new KeyFilter((frame, samples, rate) -> lengths.add(samples), ToneListener.NONE);
        for (int i = 0; i < 5; i++) {
            filter.push(new short[320], 320, 16_000);
        }
        assertThat(lengths).containsExactly(320, 320, 320, 320, 320);
    }

    @Test
    void nothingIsAllocated() {
        var filter = new KeyFilter((frame, samples, rate) -> {}, ToneListener.NONE);
        short[] press = new KeySound(33).press('5', 60, 60, 200);
        short[] frame = Arrays.copyOf(press, 160 * (press.length / 160));
        AllocationProbe.assertNone(1_000, () -> filter.push(frame, frame.length, 8_000));
    }
}
