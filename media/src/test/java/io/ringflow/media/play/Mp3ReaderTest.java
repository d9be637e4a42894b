package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp3ReaderTest {
    /** One second of 1004 Hz, 10 dB below full scale, 16 kHz mono. */
    static byte[] tone() throws IOException {
        return resource("tone-1004-16k.mp3");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Mp3ReaderTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    /** Stereo, 44.1 kHz, the second with a tag in front: the tone begins with the first sample and ends with the last. */
    @ParameterizedTest
    @ValueSource(strings = {"tone-1004-44k.mp3", "tone-1004-44k-id3.mp3"})
    void theSilenceThatTheEncoderAddedIsCutOff(String name) throws IOException, BadSound {
        Sound sound = Mp3Reader.read(resource(name));
        assertThat(sound.sampleRate()).isEqualTo(44_100);
        assertThat(sound.pcm()).hasSize(22_050);
        double expected = 32_768 * Math.pow(10, -10 / 20.0);
        for (int from : new int[] {0, 11_025 - 441, 22_050 - 882}) {
            double level = Spectrum.rms(sound.pcm(), from, from + 882) * Math.sqrt(2);
            assertThat(Spectrum.decibels(level / expected)).as("at %d", from).isCloseTo(0, within(0.5));
        }
    }

    @Test
    void aToneIsDecodedAtItsLevel() throws IOException, BadSound {
        Sound sound = Mp3Reader.read(tone());
        assertThat(sound.sampleRate()).isEqualTo(16_000);
        assertThat(sound.pcm().length).isBetween(16_000, 19_000);
        double level = Spectrum.amplitude(sound.pcm(), 4_000, 14_000, 16_000, 1_004) / 32_768;
        assertThat(Spectrum.decibels(level)).isCloseTo(-10, within(0.2));
    }

    @Test
    void aStreamInsideAWaveFileIsDecoded() throws IOException, BadSound {
        byte[] file = new WavFile().format(0x55, 1, 16_000, 0).data(tone()).bytes();
        assertThat(WavReader.read(file).pcm()).isEqualTo(Mp3Reader.read(tone()).pcm());
    }

    @Test
    void whatHasNoFrameIsRefused() {
        assertThatThrownBy(() -> Mp3Reader.read(new byte[1_000])).isInstanceOf(BadSound.class);
        assertThatThrownBy(() -> Mp3Reader.read(new byte[0])).isInstanceOf(BadSound.class);
        byte[] ones = new byte[1_000];
        Arrays.fill(ones, (byte) 0xFF);
        assertThatThrownBy(() -> Mp3Reader.read(ones)).isInstanceOf(BadSound.class);
    }

    @Test
    void damagedStreamsAreReadOrRefused() throws IOException {
        byte[] good = tone();
        Random random = new Random(9);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 100; round++) {
                byte[] damaged = Arrays.copyOf(good, good.length - random.nextInt(good.length / 2));
                for (int change = random.nextInt(20); change >= 0; change--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(Mp3Reader.read(damaged).pcm()).isNotEmpty();
                } catch (BadSound expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                }
            }
        });
    }
}
