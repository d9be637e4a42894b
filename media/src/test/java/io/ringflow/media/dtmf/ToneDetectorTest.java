package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as ITU-T Q.24 wants them recognised. */
class ToneDetectorTest {
    private static final int TIMES = 8;

    /** How many presses of all sixteen keys are heard as that key and nothing else. */
    private static int heard(KeySound sound, double millis) {
        int heard = 0;
        for (char key : KeySound.KEYPAD.toCharArray()) {
            for (int i = 0; i < TIMES; i++) {
                var keys = KeysHeard.in(sound.sampleRate, sound.press(key, millis)).keys;
                heard += keys.toString().equals(String.valueOf(key)) ? 1 : 0;
                assertThat(keys.toString()).isIn("", String.valueOf(key));
            }
        }
        return heard;
    }

    private static void assertAllHeard(KeySound sound, double millis) {
        assertThat(heard(sound, millis)).isEqualTo(16 * TIMES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 45, 100, 1000})
    void fortyMillisecondsAreAKey(double millis) {
        assertAllHeard(new KeySound(1), millis);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 15, 20, 24})
    void twentyFourMillisecondsAreNone(double millis) {
        assertThat(heard(new KeySound(2), millis)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, -9, -16, -25, -27})
    void levelsFromFullToMinus25AreHeard(double dbm0) {
        assertAllHeard(new KeySound(3).level(dbm0), 40);
    }

    @Test
    void whatIsBelowMinus30IsNotMeantForUs() {
        assertThat(heard(new KeySound(4).level(-32), 100)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-8, -4, 4, 8})
    void eitherToneMayBeStrongerByEightDecibels(double twist) {
        assertAllHeard(new KeySound(5).twist(twist), 40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-11, 11})
    void elevenDecibelsAreTooMany(double twist) {
        assertThat(heard(new KeySound(6).twist(twist), 100)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.015, 0.015})
    void onePointFivePercentBesideIsHeard(double deviation) {
        var sound = new KeySound(7);
        sound.deviation = deviation;
        sound.signalToNoise = 20;
        assertAllHeard(sound, 50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.06, -0.05, -0.035, 0.035, 0.05, 0.06})
    void threePointFivePercentBesideIsNot(double deviation) {
        var sound = new KeySound(8);
        sound.deviation = deviation;
        assertThat(heard(sound, 100)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 12_000, 16_000, 24_000, 44_100, 48_000})
    void everySampleRateWillDo(int sampleRate) {
        var sound = new KeySound(9);
        sound.sampleRate = sampleRate;
        sound.signalToNoise = 20;
        assertAllHeard(sound, 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void itsDurationIsTold(int sampleRate) {
        var sound = new KeySound(10);
        sound.sampleRate = sampleRate;
        for (int millis : new int[] {40, 80, 160, 400}) {
            assertThat(KeysHeard.in(sampleRate, sound.press('8', millis)).durations)
                    .singleElement()
                    .satisfies(told -> assertThat(told).isBetween(millis - 12, millis + 12));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "10, 1", "20, 1", "40, 2", "60, 2"})
    void aPauseOfFortyMillisecondsPartsPressesAndOneOfTwentyDoesNot(double pause, int presses) {
        var sound = new KeySound(11);
        for (char key : KeySound.KEYPAD.toCharArray()) {
            for (int i = 0; i < TIMES; i++) {
                short[] first = sound.press(key, 60, 60 + i * 2.5, pause);
                short[] second = sound.press(key, 60, 0, 100);
                assertThat(KeysHeard.in(8_000, first, second).durations).hasSize(presses);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 60", "15, 60", "15, 40", "10, 60"})
    void aThousandRandomKeysInNoise(double signalToNoise, double millis) {
        var random = new Random(12);
        var sound = new KeySound(13);
        sound.signalToNoise = signalToNoise;
        var heard = new KeysHeard();
        var detector = new ToneDetector(heard);
        var pressed = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            char key = KeySound.KEYPAD.charAt(random.nextInt(16));
            pressed.append(key);
            sound.level(-25 + random.nextInt(20));
            KeysHeard.push(detector, sound.press(key, millis, random.nextInt(20), 50), 8_000);
        }
        assertThat(heard.keys.toString()).isEqualTo(pressed.toString());
        assertThat(heard.durations).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PCMA", "PCMU", "G722"})
    void keysOfAllLevelsPassEachCodec(String name) {
        Codec codec = CodecCatalog.standard().find(name).getFirst();
        var sound = new KeySound(14);
        sound.sampleRate = codec.sampleRate();
        sound.signalToNoise = 25;
        for (double level : new double[] {-3, -12, -25}) {
            for (double twist : new double[] {-6, 0, 6}) {
                sound.rowDbm0 = level - Math.max(0, twist);
                sound.columnDbm0 = level - Math.max(0, -twist);
                if (Math.min(sound.rowDbm0, sound.columnDbm0) < -25) {
                    continue;
                }
                for (char key : KeySound.KEYPAD.toCharArray()) {
                    short[] pcm = KeySound.through(codec, sound.press(key, 60));
                    assertThat(KeysHeard.in(codec.sampleRate(), pcm).keys.toString())
                            .as("%s at %s dBm0, twist %s", key, level, twist)
                            .isEqualTo(String.valueOf(key));
                }
            }
        }
    }

    @Test
    void oneToneAloneOrAThirdBesideThemIsNoKey() {
        short[] row = new short[8_000];
        short[] three = new short[8_000];
        for (int i = 0; i < row.length; i++) {
            double t = 2 * Math.PI * i / 8_000;
            row[i] = (short) (8_000 * Math.sin(770 * t));
            three[i] = (short) (5_000 * (Math.sin(770 * t) + Math.sin(1336 * t) + Math.sin(2200 * t)));
        }
        assertThat(KeysHeard.in(8_000, row).keys).isEmpty();
        assertThat(KeysHeard.in(8_000, three).keys).isEmpty();
    }

    @Test
    void tonesWithSecondHarmonicsAreAVoice() {
        short[] voice = new short[8_000];
        for (int i = 0; i < voice.length; i++) {
            double t = 2 * Math.PI * i / 8_000;
            double tones = Math.sin(941 * t) + Math.sin(1336 * t);
            voice[i] = (short) (5_000 * (tones + 0.28 * (Math.sin(2 * 941 * t) + Math.sin(2 * 1336 * t))));
        }
        assertThat(KeysHeard.in(8_000, voice).keys).isEmpty();
    }

    @Test
    void directCurrentDoesNotHideAKey() {
        short[] press = new KeySound(15).level(-20).press('5', 60);
        for (int i = 0; i < press.length; i++) {
            press[i] = (short) (press[i] + 4_000);
        }
        assertThat(KeysHeard.in(8_000, press).keys.toString()).isEqualTo("5");
    }

    @Test
    void aKeyRightBehindAnotherIsAPressOfItsOwn() {
        var sound = new KeySound(16);
        var heard = KeysHeard.in(8_000, sound.press('1', 80, 60, 0), sound.press('9', 80, 0, 100));
        assertThat(heard.keys.toString()).isEqualTo("19");
        assertThat(heard.durations).hasSize(2);
    }

    @Test
    void nothingIsAllocated() {
        var detector = new ToneDetector(new ToneListener() {
            @Override
            public void toneBegan(char digit, int ageMillis) {}

            @Override
            public void toneEnded(char digit, int durationMillis) {}
        });
        short[] frame = new short[160];
        short[] press = new KeySound(17).press('5', 60, 60, 200);
        AllocationProbe.assertNone(2_000, () -> {
            for (int at = 0; at + 160 <= press.length; at += 160) {
                System.arraycopy(press, at, frame, 0, 160);
                detector.push(frame, 160, 8_000);
            }
        });
    }
}
