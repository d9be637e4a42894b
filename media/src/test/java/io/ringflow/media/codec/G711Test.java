package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Against tables 1 and 2 of ITU-T G.711, written out here from their segments, not from any formula of the codec. */
class G711Test {
    private static final int MU_LAW_SCALE = 4;
    private static final int A_LAW_SCALE = 16;

    /** Decision values of the positive half, ascending, scaled to 16 bits; entry n is where interval n begins. */
    private static int[] decisions(int[] first, int[] steps, int firstIntervals, int scale) {
        int[] values = new int[128];
        int value = 0;
        int n = 0;
        values[n++] = 0;
        for (int segment = 0; segment < first.length; segment++) {
            int count = segment == 0 ? firstIntervals : 16;
            for (int i = 0; i < count && n < 128; i++) {
                value += segment == 0 && i == 0 ? first[0] : steps[segment];
                values[n++] = value * scale;
            }
        }
        return values;
    }

    /** Table 2a: 0, 1, then 15 steps of 2, 16 of 4 … 16 of 256, in units of 14 bits. */
    private static final int[] MU_DECISIONS =
            decisions(new int[] {1, 0, 0, 0, 0, 0, 0, 0}, new int[] {2, 4, 8, 16, 32, 64, 128, 256}, 16, MU_LAW_SCALE);

    /** Table 1a: 32 steps of 2, 16 of 4 … 16 of 128, in units of 13 bits (here halved: steps of 1 at 12 bits). */
    private static final int[] A_DECISIONS =
            decisions(new int[] {1, 0, 0, 0, 0, 0, 0}, new int[] {1, 2, 4, 8, 16, 32, 64}, 32, A_LAW_SCALE);

    /** Interval of a sample; a negative one is its ones' complement, so that a decision value goes inwards. */
    private static int interval(int sample, int[] decisions) {
        int distance = sample < 0 ? -sample - 1 : sample;
        int n = 0;
        while (n < 127 && decisions[n + 1] <= distance) {
            n++;
        }
        return n;
    }

    private static int encodeOne(Codec codec, int sample) {
        byte[] payload = new byte[1];
        codec.newEncoder().encode(new short[] {(short) sample}, 0, 1, payload, 0);
        return payload[0] & 0xFF;
    }

    private static short decodeOne(Codec codec, int code) {
        short[] pcm = new short[1];
        codec.newDecoder().decode(new byte[] {(byte) code}, 0, 1, pcm, 0);
        return pcm[0];
    }

    @Test
    void everySampleHasTheMuLawCodeOfTheRecommendation() {
        Codec codec = new Pcmu();
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            // table 2a, column 6: the code of interval 0 is 1111 1111, of the last 1000 0000
            int expected = (sample < 0 ? 0x7F : 0xFF) - interval(sample, MU_DECISIONS);
            assertThat(encodeOne(codec, sample)).as("sample %d", sample).isEqualTo(expected);
        }
    }

    @Test
    void everySampleHasTheALawCodeOfTheRecommendation() {
        Codec codec = new Pcma();
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int expected = ((sample < 0 ? 0 : 0x80) + interval(sample, A_DECISIONS)) ^ 0x55;
            assertThat(encodeOne(codec, sample)).as("sample %d", sample).isEqualTo(expected);
        }
    }

    @Test
    void everyCodeDecodesToTheMiddleOfItsInterval() {
        for (int n = 0; n < 128; n++) {
            int muEnd = n < 127 ? MU_DECISIONS[n + 1] : 8159 * MU_LAW_SCALE;
            int mu = n == 0 ? 0 : (MU_DECISIONS[n] + muEnd) / 2;
            assertThat(decodeOne(new Pcmu(), 0xFF - n)).as("µ +%d", n).isEqualTo((short) mu);
            assertThat(decodeOne(new Pcmu(), 0x7F - n)).as("µ -%d", n).isEqualTo((short) -mu);

            int aEnd = n < 127 ? A_DECISIONS[n + 1] : 2048 * A_LAW_SCALE;
            int a = (A_DECISIONS[n] + aEnd) / 2;
            assertThat(decodeOne(new Pcma(), (0x80 + n) ^ 0x55)).as("A +%d", n).isEqualTo((short) a);
            assertThat(decodeOne(new Pcma(), n ^ 0x55)).as("A -%d", n).isEqualTo((short) -a);
        }
    }

    @Test
    void wellKnownValuesHold() {
        assertThat(encodeOne(new Pcmu(), 0)).isEqualTo(0xFF);
        assertThat(encodeOne(new Pcma(), 0)).isEqualTo(0xD5);
        assertThat(decodeOne(new Pcmu(), 0x00)).isEqualTo((short) -32124);
        assertThat(decodeOne(new Pcmu(), 0x80)).isEqualTo((short) 32124);
        assertThat(decodeOne(new Pcma(), 0x2A)).isEqualTo((short) -32256);
        assertThat(decodeOne(new Pcma(), 0xAA)).isEqualTo((short) 32256);
    }

    @Test
    void aSweepOfAllSamplesGivesTheGoldenPayload() {
        short[] sweep = new short[65_536];
        for (int i = 0; i < sweep.length; i++) {
            sweep[i] = (short) (i + Short.MIN_VALUE);
        }
        assertThat(checksum(new Pcmu(), sweep)).isEqualTo(0x6399D432L);
        assertThat(checksum(new Pcma(), sweep)).isEqualTo(0x9133796EL);
    }

    private static long checksum(Codec codec, short[] pcm) {
        byte[] payload = new byte[codec.maxPayloadBytes(pcm.length / 8)];
        assertThat(codec.newEncoder().encode(pcm, 0, pcm.length, payload, 0)).isEqualTo(payload.length);
        CRC32 crc = new CRC32();
        crc.update(payload);
        return crc.getValue();
    }

    @Test
    void codesSurviveDecodingAndEncoding() {
        for (Codec codec : new Codec[] {new Pcma(), new Pcmu()}) {
            for (int code = 0; code < 256; code++) {
                int again = encodeOne(codec, decodeOne(codec, code));
                // µ-law has two zeros
                boolean minusZero = codec instanceof Pcmu && code == 0x7F;
                assertThat(again).isEqualTo(minusZero ? 0xFF : code);
            }
        }
    }

    @Test
    void decodingNeverWritesBehindTheFrame() {
        short[] frame = new short[10];
        assertThat(new Pcma().newDecoder().decode(new byte[160], 0, 160, frame, 4))
                .isEqualTo(6);
    }
}
