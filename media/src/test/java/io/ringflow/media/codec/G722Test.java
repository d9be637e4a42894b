package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.junit.AllocationProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against what the G.722 of spandsp makes of the same input; how it was made is told beside the files. */
class G722Test {
    private static final int SAMPLES = 16_000;
    private static final int ANY_CODES = 4_000;

    private final G722 codec = new G722();
    private int state = 1;

    private int random() {
        state = state * 1_664_525 + 1_013_904_223;
        return state;
    }

    /** Eight kinds of signal, an eighth of a second of each. */
    private short[] signal() {
        short[] pcm = new short[SAMPLES];
        int walk = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int random = random() >> 16;
            int kind = i / 2_000;
            if (kind == 5) {
                walk += random >> 5;
                walk -= walk >> 6;
            }
            int sample =
                    switch (kind) {
                        case 0 -> random >> 12;
                        case 1 -> random >> 4;
                        case 2 -> i / 20 % 2 == 1 ? 6_000 : -6_000;
                        case 3 -> i / 2 % 2 == 1 ? 9_000 : -9_000;
                        case 4 -> 0;
                        case 5 -> walk;
                        case 6 -> i % 400 == 0 ? 20_000 : 0;
                        default -> random >> 1;
                    };
            pcm[i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return pcm;
    }

    private byte[] anyCodes() {
        signal();
        byte[] codes = new byte[ANY_CODES];
        for (int i = 0; i < ANY_CODES; i++) {
            codes[i] = (byte) (random() >>> 24);
        }
        return codes;
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(G722Test.class.getResourceAsStream("g722/" + name))) {
            return in.readAllBytes();
        }
    }

    private static short[] samples(String name) throws IOException {
        byte[] bytes = read(name);
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    @Test
    void encodesBitForBitLikeTheReference() throws IOException {
        byte[] payload = new byte[SAMPLES / 2];
        assertThat(codec.newEncoder().encode(signal(), 0, SAMPLES, payload, 0)).isEqualTo(SAMPLES / 2);
        assertThat(payload).isEqualTo(read("encoded.g722"));
    }

    @Test
    void decodesBitForBitLikeTheReference() throws IOException {
        short[] pcm = new short[SAMPLES];
        assertThat(codec.newDecoder().decode(read("encoded.g722"), 0, SAMPLES / 2, pcm, 0))
                .isEqualTo(SAMPLES);
        assertThat(pcm).isEqualTo(samples("decoded.s16le"));
    }

    @Test
    void decodesCodesThatNoEncoderMakesLikeTheReference() throws IOException {
        short[] pcm = new short[2 * ANY_CODES];
        codec.newDecoder().decode(anyCodes(), 0, ANY_CODES, pcm, 0);
        short[] reference = samples("any-decoded.s16le");
        int clipped = 0;
        for (int i = 0; i < pcm.length; i++) {
            // What is too loud wraps around in the reference, which clicks; ours is clipped.
            if (pcm[i] == (pcm[i] < 0 ? Short.MIN_VALUE : Short.MAX_VALUE)) {
                assertThat(reference[i] < 0).as("sample " + i).isEqualTo(pcm[i] > 0);
                clipped++;
            } else {
                assertThat(pcm[i]).as("sample " + i).isEqualTo(reference[i]);
            }
        }
        assertThat(clipped).isBetween(1, 80);
    }

    @Test
    void packetsOfAnyLengthMakeTheSameStream() throws IOException {
        short[] pcm = signal();
        byte[] payload = new byte[SAMPLES / 2];
        Codec.Encoder encoder = codec.newEncoder();
        int at = 0;
        for (int samples = 160; at < SAMPLES; samples = samples == 960 ? 160 : samples + 160) {
            int now = Math.min(samples, SAMPLES - at);
            encoder.encode(pcm, at, now, payload, at / 2);
            at += now;
        }
        assertThat(payload).isEqualTo(read("encoded.g722"));
    }

    @Test
    void neverWritesMoreThanFits() {
        short[] pcm = new short[11];
        assertThat(codec.newDecoder().decode(new byte[20], 0, 20, pcm, 2)).isEqualTo(8);
    }

    @Test
    void codingAllocatesNothing() {
        short[] pcm = new short[320];
        byte[] payload = new byte[160];
        Codec.Encoder encoder = codec.newEncoder();
        Codec.Decoder decoder = codec.newDecoder();
        AllocationProbe.assertNone(200, () -> {
            encoder.encode(pcm, 0, 320, payload, 0);
            decoder.decode(payload, 0, 160, pcm, 0);
        });
    }

    @Test
    void itsClockIsHalfItsSampleRate() {
        assertThat(codec.clockRate()).isEqualTo(8_000);
        assertThat(codec.sampleRate()).isEqualTo(16_000);
        assertThat(codec.maxPayloadBytes(20)).isEqualTo(160);
        assertThat(codec.samplesIn(new byte[160], 0, 160)).isEqualTo(320);
    }
}
