package io.ringflow.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.FormatParameters;
import io.ringflow.media.codec.Sound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpusQualityTest {
    private static final int FRAME = 320;

    @ParameterizedTest
    @EnumSource
    void aToneKeepsItsLevelAtEveryRate(Provider provider) {
        for (int rate : new int[] {8_000, 16_000, 24_000, 48_000}) {
            short[] tone = Sound.tone(1_000, 8_192, rate, rate / 2);
            short[] heard = Sound.through(provider.codec(rate), tone, 20);
            double level = Spectrum.amplitude(heard, rate / 5, rate / 2, rate, 1_000);
            assertThat(20 * Math.log10(level / 8_192)).as("%d Hz, in dB", rate).isCloseTo(0, within(0.5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVoiceComesThroughInEveryPacketTime(Provider provider) {
        Codec codec = provider.codec(16_000);
        short[] voice = Sound.voice(16_000, 600);
        for (int wanted : new int[] {10, 20, 40, 60}) {
            short[] heard = Sound.through(codec, voice, codec.packetMillis(wanted));
            assertThat(Sound.bestSnr(voice, heard, 240)).as("%d ms", wanted).isGreaterThan(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetTimesAreThoseOfOpus(Provider provider) {
        Codec codec = provider.codec(16_000);
        assertThat(List.of(10, 19, 20, 30, 40, 50, 60))
                .extracting(codec::packetMillis)
                .containsExactly(10, 10, 20, 20, 40, 40, 60);
        byte[] payload = new byte[codec.maxPayloadBytes(60)];
        short[] pcm = new short[960];
        try (Codec.Encoder encoder = codec.newEncoder()) {
            assertThat(encoder.encode(pcm, 0, 480, payload, 0)).as("30 ms").isZero();
            assertThat(encoder.encode(pcm, 500, 480, payload, 0))
                    .as("behind the end")
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostPacketIsHeardBetterFromTheNextOneThanGuessed(Provider provider) {
        Codec codec = provider.codec(16_000)
                .agreed(FormatParameters.of("useinbandfec=1"))
                .orElseThrow();
        List<byte[]> packets = encode(codec, Sound.voice(16_000, 2_000));
        short[] whole = receive(codec, packets, false, false);
        short[] recovered = receive(codec, packets, true, true);
        short[] concealed = receive(codec, packets, true, false);
        double afterRecovery = lostError(whole, recovered);
        double afterGuess = lostError(whole, concealed);
        assertThat(Sound.decibels(afterGuess / afterRecovery))
                .as("gain of redundancy, in dB")
                .isGreaterThan(3);
    }

    private static List<byte[]> encode(Codec codec, short[] pcm) {
        List<byte[]> packets = new ArrayList<>();
        byte[] payload = new byte[codec.maxPayloadBytes(20)];
        try (Codec.Encoder encoder = codec.newEncoder()) {
            for (int at = 0; at < pcm.length; at += FRAME) {
                int bytes = encoder.encode(pcm, at, FRAME, payload, 0);
                packets.add(Arrays.copyOf(payload, bytes));
            }
        }
        return packets;
    }

    private static boolean lost(int packet) {
        return packet % 10 == 5;
    }

    private static short[] receive(Codec codec, List<byte[]> packets, boolean losing, boolean recovering) {
        short[] pcm = new short[packets.size() * FRAME];
        try (Codec.Decoder decoder = codec.newDecoder()) {
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = packets.get(i);
                if (!losing || !lost(i)) {
                    assertThat(decoder.decode(packet, 0, packet.length, pcm, i * FRAME))
                            .isEqualTo(FRAME);
                    continue;
                }
                byte[] next = packets.get(i + 1);
                int got = recovering ? decoder.recover(next, 0, next.length, pcm, i * FRAME, FRAME) : 0;
                if (got == 0) {
                    got = decoder.conceal(pcm, i * FRAME, FRAME);
                }
                assertThat(got).isEqualTo(FRAME);
            }
        }
        return pcm;
    }

    private static double lostError(short[] whole, short[] received) {
        double error = 0;
        for (int i = 0; i < whole.length / FRAME; i++) {
            if (lost(i)) {
                error += Sound.error(whole, received, i * FRAME, (i + 1) * FRAME);
            }
        }
        return error;
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfALostPacketCanBeRecoveredAlone(Provider provider) {
        Codec codec = provider.codec(16_000)
                .agreed(FormatParameters.of("useinbandfec=1"))
                .orElseThrow();
        List<byte[]> packets = encode(codec, Sound.voice(16_000, 1_000));
        byte[] next = packets.get(16);
        short[] full = new short[FRAME];
        short[] half = new short[FRAME];
        for (short[] pcm : List.of(full, half)) {
            try (Codec.Decoder decoder = codec.newDecoder()) {
                for (int i = 0; i < 15; i++) {
                    decoder.decode(packets.get(i), 0, packets.get(i).length, new short[FRAME], 0);
                }
                int wanted = pcm == full ? FRAME : FRAME / 2;
                assertThat(decoder.recover(next, 0, next.length, pcm, FRAME - wanted, wanted))
                        .isEqualTo(wanted);
            }
        }
        assertThat(Sound.error(full, half, FRAME / 2, FRAME)).isZero();
        assertThat(Sound.energy(half, FRAME / 2, FRAME)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void guessesFadeInsteadOfBuzzing(Provider provider) {
        Codec codec = provider.codec(16_000);
        List<byte[]> packets = encode(codec, Sound.tone(300, 8_000, 16_000, 16_000));
        short[] pcm = new short[FRAME];
        try (Codec.Decoder decoder = codec.newDecoder()) {
            packets.forEach(packet -> decoder.decode(packet, 0, packet.length, pcm, 0));
            assertThat(decoder.conceal(pcm, 0, 160)).isEqualTo(160);
            assertThat(Sound.energy(pcm, 0, 160)).isPositive();
            for (int i = 0; i < 40; i++) {
                decoder.conceal(pcm, 0, FRAME);
            }
            assertThat(Sound.energy(pcm, 0, FRAME)).isLessThan(FRAME * 400.0 * 400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsHardlySentWhenTheFarEndLikesThat(Provider provider) {
        Codec codec =
                provider.codec(16_000).agreed(FormatParameters.of("usedtx=1")).orElseThrow();
        List<byte[]> packets = encode(codec, new short[16_000 * 3]);
        long sent = packets.stream().filter(packet -> packet.length > 0).count();
        assertThat(sent).as("of 150").isBetween(5L, 50L);
        try (Codec.Decoder decoder = codec.newDecoder()) {
            short[] pcm = new short[FRAME];
            assertThat(decoder.decode(new byte[] {9 << 3}, 0, 1, pcm, 0))
                    .as("a packet that says silence")
                    .isEqualTo(FRAME);
        }
        assertThat(encode(provider.codec(16_000), new short[16_000])).noneMatch(packet -> packet.length == 0);
    }
}
