package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class L16Test {
    private final Codec narrow = new L16.Narrow();
    private final Codec wide = new L16.Wide();

    @Test
    void samplesAreInNetworkByteOrder() {
        byte[] payload = new byte[6];
        assertThat(wide.newEncoder().encode(new short[] {9, 1, -2, 0x1234}, 1, 3, payload, 0))
                .isEqualTo(6);
        assertThat(payload).containsExactly(0, 1, 0xFF, 0xFE, 0x12, 0x34);
    }

    @Test
    void everySampleComesBackAsItWas() {
        short[] pcm = new short[65_536];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) i;
        }
        byte[] payload = new byte[2 * pcm.length];
        short[] back = new short[pcm.length];
        narrow.newEncoder().encode(pcm, 0, pcm.length, payload, 0);
        assertThat(narrow.newDecoder().decode(payload, 0, payload.length, back, 0))
                .isEqualTo(pcm.length);
        assertThat(back).isEqualTo(pcm);
    }

    @Test
    void anOddByteIsPassedOverAndNoMoreIsWrittenThanFits() {
        short[] pcm = new short[4];
        assertThat(wide.newDecoder().decode(new byte[7], 0, 7, pcm, 0)).isEqualTo(3);
        assertThat(wide.newDecoder().decode(new byte[20], 0, 20, pcm, 1)).isEqualTo(3);
    }

    @Test
    void bothRatesAreNamedAndNoPacketIsTooLongForTheNetwork() {
        assertThat(narrow.key()).isEqualTo("L16/8000");
        assertThat(wide.key()).isEqualTo("L16/16000");
        assertThat(wide.maxPayloadBytes(wide.packetMillis(60))).isLessThanOrEqualTo(1_400);
        assertThat(wide.packetMillis(30)).isEqualTo(30);
    }
}
