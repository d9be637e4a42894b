package io.ringflow.media.codec.speex;

import io.ringflow.media.codec.Codec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Speex to PCM. Owned by one leg's loop. What JSpeex can't decode costs a frame, and its state with it. */
final class SpeexDecoder implements Codec.Decoder {
    /** It looks for a layer behind the last frame: there is none in zeros. */
    private static final int ZEROS = 8;

    private final JSpeex library;
    private final SpeexBand band;
    private final Object bits;
    private final float[] frame;
    private final byte[] padded = new byte[SpeexPayload.MOST_BYTES + ZEROS];
    private Object decoder;

    SpeexDecoder(JSpeex library, SpeexBand band) {
        this.library = library;
        this.band = band;
        this.frame = new float[band.frameSamples()];
        try {
            this.bits = library.newBits();
        } catch (Throwable e) {
            throw new IllegalStateException("JSpeex made no bits", e);
        }
        this.decoder = fresh();
    }

    private Object fresh() {
        try {
            return library.newDecoder(band == SpeexBand.WIDE);
        } catch (Throwable e) {
            throw new IllegalStateException("JSpeex made no decoder", e);
        }
    }

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
        int frames = SpeexPayload.frames(payload, payloadOffset, length);
        if (frames == 0) {
            return 0;
        }
        System.arraycopy(payload, payloadOffset, padded, 0, length);
        Arrays.fill(padded, length, length + ZEROS, (byte) 0);
        try {
            library.fill(bits, padded, length + ZEROS);
        } catch (Throwable e) {
            throw new IllegalStateException("JSpeex takes no payload", e);
        }
        int written = 0;
        for (int i = 0; i < frames; i++) {
            int samples = next(bits, pcm, pcmOffset + written);
            if (samples == 0) {
                break;
            }
            written += samples;
        }
        return written;
    }

    /** Whole frames only: JSpeex guesses no less. */
    @Override
    public int conceal(short[] pcm, int pcmOffset, int samples) {
        int room = Math.min(samples, pcm.length - pcmOffset);
        int written = 0;
        while (room - written >= frame.length) {
            int guessed = next(null, pcm, pcmOffset + written);
            if (guessed == 0) {
                break;
            }
            written += guessed;
        }
        return written;
    }

    /** Decodes a frame, or guesses one, and returns the samples that found room. */
    private int next(@Nullable Object from, short[] pcm, int at) {
        try {
            library.decode(decoder, from, frame);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            decoder = fresh();
            return 0;
        }
        int samples = Math.min(frame.length, pcm.length - at);
        for (int i = 0; i < samples; i++) {
            if (!Float.isFinite(frame[i])) {
                decoder = fresh();
                Arrays.fill(pcm, at, at + samples, (short) 0);
                return samples;
            }
            pcm[at + i] = (short) Math.clamp(Math.round(frame[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return Math.max(samples, 0);
    }

    @Override
    public void close() {}
}
