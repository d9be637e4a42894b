package io.ringflow.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Sound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets of the reference encoder; how they were made is in vectors.c beside them. */
class OpusVectorsTest {
    private static final List<String> FILES = List.of(
            "silk-8k-60ms-fec.bit",
            "silk-16k-10ms.bit",
            "silk-16k-20ms-fec.bit",
            "silk-16k-40ms-stereo.bit",
            "silk-16k-120ms.bit",
            "hybrid-48k-20ms.bit",
            "celt-48k-2.5ms.bit",
            "celt-48k-5ms-stereo.bit",
            "celt-48k-20ms-stereo.bit");

    private record Vector(int finalRange, byte[] packet) {}

    private static List<Vector> read(String file) {
        try (InputStream in = OpusVectorsTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            ByteBuffer all = ByteBuffer.wrap(in.readAllBytes());
            List<Vector> vectors = new ArrayList<>();
            while (all.hasRemaining()) {
                byte[] packet = new byte[all.getInt()];
                int finalRange = all.getInt();
                all.get(packet);
                vectors.add(new Vector(finalRange, packet));
            }
            return vectors;
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static double millis(String file) {
        return Double.parseDouble(file.replaceAll(".*k-([0-9.]+)ms.*", "$1"));
    }

    private static short[] decode(Provider provider, int sampleRate, List<Vector> vectors, String file) {
        Opus codec = provider.codec(sampleRate);
        short[] pcm = new short[sampleRate];
        int at = 0;
        try (OpusDecoder decoder = (OpusDecoder) codec.newDecoder()) {
            for (Vector vector : vectors) {
                int told = codec.samplesIn(vector.packet, 0, vector.packet.length);
                assertThat(told).as(file).isEqualTo((int) (millis(file) * sampleRate / 1_000));
                int decoded = decoder.decode(vector.packet, 0, vector.packet.length, pcm, at);
                assertThat(decoded).as(file).isEqualTo(told);
                assertThat(decoder.finalRange()).as("final range, %s", file).isEqualTo(vector.finalRange);
                at += decoded;
            }
        }
        assertThat(at).as(file).isEqualTo(sampleRate * 6 / 10);
        return pcm;
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketIsDecodedExactlyAndItsToneHeardAtEveryRate(Provider provider) {
        for (String file : FILES) {
            List<Vector> vectors = read(file);
            for (int rate : new int[] {8_000, 16_000, 48_000}) {
                short[] pcm = decode(provider, rate, vectors, file);
                double level = Spectrum.amplitude(pcm, rate / 5, rate / 2, rate, 440);
                // the stereo ones speak on one side: mixed down, half of it is left
                double sent = file.contains("stereo") ? 4_096 : 8_192;
                assertThat(20 * Math.log10(level / sent))
                        .as("%s at %d Hz, in dB", file, rate)
                        .isCloseTo(0, within(0.5));
            }
        }
    }

    @Test
    void bothDecodersAgreeOnTheSound() {
        for (String file : FILES) {
            List<Vector> vectors = read(file);
            short[] one = decode(Provider.LIBOPUS, 48_000, vectors, file);
            short[] other = decode(Provider.CONCENTUS, 48_000, vectors, file);
            assertThat(Sound.bestSnr(one, other, 1)).as(file).isGreaterThan(40);
        }
    }

    @Test
    void packetsWithRedundancySayThatTheyHaveIt() {
        for (String file : FILES) {
            long redundant = read(file).stream()
                    .filter(vector -> OpusPacket.describesFrameBefore(vector.packet, 0, vector.packet.length))
                    .count();
            assertThat(redundant > 0).as(file).isEqualTo(file.contains("fec"));
        }
    }
}
