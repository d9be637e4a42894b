package io.ringflow.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OpusPacketTest {
    /** RFC 6716 §3.1 table 2, in tenths of a millisecond. */
    private static final int[] TENTHS = {
        100, 200, 400, 600, 100, 200, 400, 600, 100, 200, 400, 600, 100, 200, 100, 200, 25, 50, 100, 200, 25, 50, 100,
        200, 25, 50, 100, 200, 25, 50, 100, 200
    };

    private static byte[] packet(int configuration, int code, int... rest) {
        byte[] packet = new byte[1 + rest.length];
        packet[0] = (byte) (configuration << 3 | code);
        for (int i = 0; i < rest.length; i++) {
            packet[i + 1] = (byte) rest[i];
        }
        return packet;
    }

    private static int samples(byte[] packet, int sampleRate) {
        byte[] within = new byte[packet.length + 7];
        Arrays.fill(within, (byte) 0xFF);
        System.arraycopy(packet, 0, within, 3, packet.length);
        return OpusPacket.samples(within, 3, packet.length, sampleRate);
    }

    @Test
    void everyConfigurationHasItsDurationAtEveryRate() {
        for (int configuration = 0; configuration < 32; configuration++) {
            for (int rate : new int[] {8_000, 12_000, 16_000, 24_000, 48_000}) {
                assertThat(samples(packet(configuration, 0, 1, 2, 3), rate))
                        .as("configuration %d at %d Hz", configuration, rate)
                        .isEqualTo(TENTHS[configuration] * rate / 10_000);
            }
        }
    }

    @Test
    void aPacketHasOneTwoOrManyFrames() {
        assertThat(samples(packet(1, 1, 7, 7), 16_000)).isEqualTo(640);
        assertThat(samples(packet(1, 2, 1, 7, 7), 16_000)).isEqualTo(640);
        assertThat(samples(packet(1, 3, 6, 1, 2, 3, 4, 5, 6), 16_000)).isEqualTo(1_920);
        assertThat(samples(packet(16, 3, 48), 8_000)).as("48 empty frames").isEqualTo(960);
    }

    @Test
    void thatWhichBreaksTheRulesHasNoSamples() {
        assertThat(samples(new byte[0], 8_000)).as("R1").isZero();
        assertThat(samples(new byte[1277], 8_000)).as("R2").isZero();
        assertThat(samples(packet(1, 1, 7), 8_000)).as("R3").isZero();
        assertThat(samples(packet(1, 2), 8_000)).as("R4: no length").isZero();
        assertThat(samples(packet(1, 2, 2, 7), 8_000)).as("R4: too long").isZero();
        assertThat(samples(packet(1, 2, 252), 8_000)).as("R4: half a length").isZero();
        assertThat(samples(packet(1, 3), 8_000)).as("R6: no count").isZero();
        assertThat(samples(packet(1, 3, 0), 8_000)).as("R5: no frame").isZero();
        assertThat(samples(packet(1, 3, 7), 8_000)).as("R5: 140 ms").isZero();
        assertThat(samples(packet(1, 3, 3, 1, 2), 8_000))
                .as("R6: not to be shared")
                .isZero();
        assertThat(samples(packet(1, 3, 0x42, 9, 1), 8_000)).as("R6: padding").isZero();
        assertThat(samples(packet(1, 3, 0x41, 255, 255), 8_000))
                .as("R6: endless padding")
                .isZero();
        assertThat(samples(packet(1, 3, 0x83, 1), 8_000)).as("R7").isZero();
        assertThat(samples(packet(1, 3, 0x83, 1, 9, 1, 1), 8_000)).as("R7").isZero();
    }

    @Test
    void paddingAndLongLengthsAreFollowed() {
        assertThat(samples(packet(1, 3, 0x41, 2, 7, 0, 0), 8_000)).isEqualTo(160);
        byte[] padded = new byte[3 + 1 + 254 + 5 + 9];
        System.arraycopy(packet(1, 3, 0x41, 255, 5), 0, padded, 0, 4);
        assertThat(samples(padded, 8_000)).isEqualTo(160);
        byte[] variable = new byte[4 + 256 + 3];
        System.arraycopy(packet(1, 3, 0x82, 252, 1), 0, variable, 0, 4);
        variable[3] = 1;
        assertThat(samples(variable, 8_000)).isEqualTo(320);
    }

    @Test
    void theFlagOfTheFrameBeforeIsFoundBehindTheVoiceFlags() {
        assertThat(describes(packet(9, 0, 0b0100_0000))).as("20 ms").isTrue();
        assertThat(describes(packet(9, 0, 0b1011_1111))).isFalse();
        assertThat(describes(packet(11, 0, 0b0001_0000))).as("60 ms").isTrue();
        assertThat(describes(packet(11, 0, 0b1110_1111))).isFalse();
        assertThat(describes(packet(13, 0, 0b0100_0000))).as("hybrid").isTrue();
        assertThat(describes(packet(17, 0, 0b1111_1111))).as("CELT").isFalse();
        assertThat(describes(packet(9, 0))).as("nothing in it").isFalse();
        assertThat(describes(packet(9, 3, 0x82, 0, 0xFF))).as("first is empty").isFalse();
        byte[] stereo = packet(9, 0, 0b0001_0000);
        stereo[0] |= 4;
        assertThat(describes(stereo)).as("side channel").isTrue();
    }

    private static boolean describes(byte[] packet) {
        return OpusPacket.describesFrameBefore(packet, 0, packet.length);
    }
}
