package io.ringflow.media.jitter;

import io.ringflow.media.codec.Codec;

/** A codec whose sound says when it was made: each sample is its millisecond, counted round. */
final class Stopwatch implements Codec {
    static final int ROUND_MILLIS = 16_000;
    private static final int LEAST = 8_000;

    private final int sampleRate;

    Stopwatch(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** The payload of a packet that begins at this millisecond. */
    byte[] payload(long fromMillis, int millis) {
        byte[] payload = new byte[2 * millis];
        for (int i = 0; i < millis; i++) {
            int value = (int) ((fromMillis + i) % ROUND_MILLIS) + LEAST;
            payload[2 * i] = (byte) (value >> 8);
            payload[2 * i + 1] = (byte) value;
        }
        return payload;
    }

    /** The millisecond of a sample, or -1 when it is none of ours. */
    static int millis(short sample) {
        return sample < LEAST ? -1 : sample - LEAST;
    }

    @Override
    public String name() {
        return "STOPWATCH";
    }

    @Override
    public int clockRate() {
        return 8_000;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int staticPayloadType() {
        return -1;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return 2 * millis;
    }

    @Override
    public Encoder newEncoder() {
        throw new AssertionError("it is not spoken");
    }

    @Override
    public Decoder newDecoder() {
        int each = sampleRate / 1000;
        return (payload, offset, length, pcm, pcmOffset) -> {
            for (int i = 0; i < length / 2 * each; i++) {
                int at = offset + i / each * 2;
                pcm[pcmOffset + i] = (short) (payload[at] << 8 | payload[at + 1] & 0xFF);
            }
            return length / 2 * each;
        };
    }
}
