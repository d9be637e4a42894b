package io.ringflow.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Sound;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpusHostileTest {
    private static final int ROUNDS = 1_500;

    /** Which samples of a buffer may be written is seen by this around them. */
    private static final short UNTOUCHED = 0x5A5A;

    @ParameterizedTest
    @EnumSource
    void noPayloadBreaksADecoderOrLeavesItsRoom(Provider provider) {
        Codec codec = provider.codec(16_000);
        Random random = new Random(6716);
        short[] pcm = new short[2_200];
        try (Codec.Decoder decoder = codec.newDecoder()) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] payload = new byte[random.nextInt(round % 50 == 0 ? 3_000 : 90)];
                random.nextBytes(payload);
                int told = codec.samplesIn(payload, 0, payload.length);
                int at = random.nextInt(pcm.length - 100);
                Arrays.fill(pcm, UNTOUCHED);
                int written =
                        switch (round % 3) {
                            case 0 -> decoder.recover(payload, 0, payload.length, pcm, at, 320);
                            default -> decoder.decode(payload, 0, payload.length, pcm, at);
                        };
                assertThat(written).isBetween(0, pcm.length - at);
                if (round % 3 != 0) {
                    assertThat(written).isLessThanOrEqualTo(told);
                }
                assertThat(at == 0 || pcm[at - 1] == UNTOUCHED).isTrue();
                assertThat(at + written == pcm.length || pcm[at + written] == UNTOUCHED)
                        .isTrue();
                assertThat(decoder.conceal(pcm, 0, 160)).isEqualTo(160);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDecoderHearsAgainAfterDamagedPackets(Provider provider) {
        Codec codec = provider.codec(16_000);
        Random random = new Random(7587);
        short[] tone = Sound.tone(500, 8_000, 16_000, 320 * 150);
        byte[] payload = new byte[codec.maxPayloadBytes(20)];
        short[] heard = new short[tone.length];
        try (Codec.Encoder encoder = codec.newEncoder();
                Codec.Decoder decoder = codec.newDecoder()) {
            for (int at = 0; at < tone.length; at += 320) {
                int bytes = encoder.encode(tone, at, 320, payload, 0);
                if (at < 320 * 100) {
                    payload[1 + random.nextInt(bytes - 1)] ^= (byte) (1 << random.nextInt(8));
                }
                decoder.decode(payload, 0, bytes, heard, at);
            }
        }
        double level = Spectrum.amplitude(heard, 320 * 130, 320 * 150, 16_000, 500);
        assertThat(level).isBetween(7_000.0, 9_000.0);
    }

    @ParameterizedTest
    @EnumSource
    void aFrameThatFindsLittleRoomIsCut(Provider provider) {
        Codec codec = provider.codec(16_000);
        byte[] payload = new byte[codec.maxPayloadBytes(20)];
        try (Codec.Encoder encoder = codec.newEncoder();
                Codec.Decoder decoder = codec.newDecoder()) {
            int bytes = encoder.encode(Sound.tone(500, 8_000, 16_000, 320), 0, 320, payload, 0);
            assertThat(decoder.decode(payload, 0, bytes, new short[100], 0)).isEqualTo(100);
            assertThat(decoder.decode(payload, 0, bytes, new short[100], 100)).isZero();
            assertThat(encoder.encode(new short[320], 0, 320, new byte[2], 1)).isZero();
        }
    }
}
