package io.ringflow.media.codec.speex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeexPayloadTest {

    /** Bits as written, filled up with a zero and ones. */
    private static int frames(String bits) {
        StringBuilder all = new StringBuilder(bits.replace(" ", ""));
        if (all.length() % 8 != 0) {
            all.append('0');
        }
        while (all.length() % 8 != 0) {
            all.append('1');
        }
        byte[] payload = new byte[all.length() / 8 + 2];
        for (int i = 0; i < all.length(); i++) {
            payload[1 + i / 8] |= (byte) ((all.charAt(i) - '0') << 7 - i % 8);
        }
        return SpeexPayload.frames(payload, 1, all.length() / 8);
    }

    private static String frame(String header, int bits) {
        return header + "1".repeat(bits - header.length());
    }

    @Test
    void framesOfAllModesAreCounted() {
        assertThat(frames(frame("00011", 160))).isEqualTo(1);
        assertThat(frames(frame("00011", 160) + frame("00101", 300) + frame("01000", 79)))
                .isEqualTo(3);
        assertThat(frames("00000 00000 00000")).as("silence").isEqualTo(3);
    }

    @Test
    void layersOfWiderBandsBelongToTheirFrame() {
        String wide = frame("00100", 220) + frame("1011", 192);
        assertThat(frames(wide)).isEqualTo(1);
        assertThat(frames(wide + wide + wide)).isEqualTo(3);
        assertThat(frames(frame("00100", 220) + frame("1001", 36) + frame("1001", 36)))
                .as("ultra-wide band")
                .isEqualTo(1);
    }

    @Test
    void messagesBetweenFramesArePassed() {
        assertThat(frames("01110 1000 11111111" + frame("00011", 160))).isEqualTo(1);
        assertThat(frames("01101 0001 11111 11111111" + frame("00011", 160))).isEqualTo(1);
        assertThat(frames(frame("00011", 160) + "01111" + frame("00011", 160)))
                .as("behind the terminator is nothing")
                .isEqualTo(1);
    }

    @Test
    void thatWhichCantBeReadHasNoFrames() {
        assertThat(SpeexPayload.frames(new byte[0], 0, 0)).isZero();
        assertThat(frames(frame("00011", 152))).as("cut").isZero();
        assertThat(frames(frame("01001", 160))).as("no such mode").isZero();
        assertThat(frames(frame("00100", 220) + frame("1111", 40)))
                .as("no such layer")
                .isZero();
        assertThat(frames(frame("00100", 220) + "1000 1000 1000"))
                .as("too many layers")
                .isZero();
        assertThat(frames("00000".repeat(7))).as("too long").isZero();
        assertThat(SpeexPayload.frames(new byte[2_000], 0, 2_000)).isZero();
    }
}
