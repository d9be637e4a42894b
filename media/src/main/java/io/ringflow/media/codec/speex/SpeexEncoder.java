package io.ringflow.media.codec.speex;

import io.ringflow.media.codec.Codec;

/** PCM to Speex. Owned by one leg's loop, or by whoever encodes a prompt. */
final class SpeexEncoder implements Codec.Encoder {
    /** Of 10: what more would find costs far more than it gains. */
    static final int COMPLEXITY = 2;

    private final JSpeex library;
    private final SpeexBand band;
    private final Object encoder;
    private final Object bits;
    private final float[] frame;

    SpeexEncoder(JSpeex library, SpeexBand band, int quality) {
        this.library = library;
        this.band = band;
        this.frame = new float[band.frameSamples()];
        try {
            this.encoder = library.newEncoder(band == SpeexBand.WIDE, quality, COMPLEXITY);
            this.bits = library.newBits();
        } catch (Throwable e) {
            throw new IllegalStateException("JSpeex made no encoder", e);
        }
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
        if (samples <= 0 || samples % frame.length != 0 || samples > pcm.length - pcmOffset) {
            return 0;
        }
        try {
            library.clear(bits);
            int written = 0;
            for (int at = 0; at < samples; at += frame.length) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = pcm[pcmOffset + at + i];
                }
                written += library.encode(encoder, bits, frame);
            }
            return give(written, payload, payloadOffset);
        } catch (Throwable e) {
            throw new IllegalStateException("JSpeex failed to encode for " + band, e);
        }
    }

    // RFC 5574 §3.3: the last byte is filled up with a zero and ones
    private int give(int written, byte[] payload, int payloadOffset) throws Throwable {
        int fill = -written & 7;
        if (fill > 0) {
            library.pack(bits, (1 << fill - 1) - 1, fill);
        }
        int bytes = (written + fill) / 8;
        if (bytes > payload.length - payloadOffset) {
            return 0;
        }
        System.arraycopy(library.written(bits), 0, payload, payloadOffset, bytes);
        return bytes;
    }

    @Override
    public void close() {}
}
