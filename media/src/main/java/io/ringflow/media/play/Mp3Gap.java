package io.ringflow.media.play;

import java.nio.charset.StandardCharsets;

/**
 * What an encoder tells about samples that are not part of the sound. Immutable.
 *
 * <p>The first frame of most files is no audio but a table ("Xing" or "Info"), and an encoder puts silence before and
 * behind the sound; LAME and its kin write how much. Without this a prompt begins late, and clicks when it is repeated.
 *
 * @param tableFrame whether the first frame is such a table
 * @param delay samples before the sound
 * @param padding samples behind it
 */
record Mp3Gap(boolean tableFrame, int delay, int padding) {
    static final Mp3Gap NONE = new Mp3Gap(false, 0, 0);

    /** What every decoder adds in front. */
    private static final int DECODER_DELAY = 529;

    private static final int ID3_HEADER = 10;
    private static final int FRAME_HEADER = 4;
    /** From the name of the table to its delay and padding, when all its parts are there. */
    private static final int DELAY_OFFSET = 141;

    private static final int ALL_PARTS = 0x0F;

    static Mp3Gap of(byte[] stream) {
        int frame = firstFrame(stream);
        if (frame + FRAME_HEADER >= stream.length) {
            return NONE;
        }
        boolean first = (stream[frame + 1] & 0x08) != 0;
        boolean mono = (stream[frame + 3] & 0xC0) == 0xC0;
        int sideInformation = first ? (mono ? 17 : 32) : (mono ? 9 : 17);
        int table = frame + FRAME_HEADER + sideInformation;
        if (table + DELAY_OFFSET + 3 > stream.length) {
            return NONE;
        }
        String name = new String(stream, table, 4, StandardCharsets.ISO_8859_1);
        if (!name.equals("Info") && !name.equals("Xing")) {
            return NONE;
        }
        if ((stream[table + 7] & ALL_PARTS) != ALL_PARTS) {
            return new Mp3Gap(true, 0, 0);
        }
        int high = stream[table + DELAY_OFFSET] & 0xFF;
        int middle = stream[table + DELAY_OFFSET + 1] & 0xFF;
        int low = stream[table + DELAY_OFFSET + 2] & 0xFF;
        int delay = high << 4 | middle >> 4;
        int padding = (middle & 0x0F) << 8 | low;
        return new Mp3Gap(true, delay + DECODER_DELAY, Math.max(0, padding - DECODER_DELAY));
    }

    private static int firstFrame(byte[] stream) {
        if (stream.length < ID3_HEADER || stream[0] != 'I' || stream[1] != 'D' || stream[2] != '3') {
            return 0;
        }
        // the size has seven bits in a byte
        int size = (stream[6] & 0x7F) << 21 | (stream[7] & 0x7F) << 14 | (stream[8] & 0x7F) << 7 | stream[9] & 0x7F;
        return ID3_HEADER + size;
    }
}
