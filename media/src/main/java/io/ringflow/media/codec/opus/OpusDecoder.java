package io.ringflow.media.codec.opus;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.opus.OpusLibrary.Frames;

/** Opus to one channel of PCM; stereo is mixed down. Owned by one leg's loop. Lets no hostile packet through. */
final class OpusDecoder implements Codec.Decoder {
    /** More than any datagram that is looked at has. */
    static final int MOST_BYTES = 2_048;

    private final Frames frames;
    private final int sampleRate;
    private final int step;

    OpusDecoder(Frames frames, int sampleRate) {
        this.frames = frames;
        this.sampleRate = sampleRate;
        this.step = sampleRate / 400;
    }

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, short[] pcm, int pcmOffset) {
        int samples = samples(payload, payloadOffset, length);
        if (samples == 0) {
            return 0;
        }
        int decoded = frames.decode(payload, payloadOffset, length, samples, false);
        return give(0, Math.min(decoded, pcm.length - pcmOffset), pcm, pcmOffset);
    }

    @Override
    public int conceal(short[] pcm, int pcmOffset, int samples) {
        int wanted = whole(Math.min(samples, pcm.length - pcmOffset));
        return wanted <= 0 ? 0 : give(0, Math.min(frames.conceal(wanted), wanted), pcm, pcmOffset);
    }

    @Override
    public int recover(byte[] next, int offset, int length, short[] pcm, int pcmOffset, int samples) {
        int wanted = whole(Math.min(samples, pcm.length - pcmOffset));
        if (wanted <= 0
                || samples(next, offset, length) == 0
                || !OpusPacket.describesFrameBefore(next, offset, length)) {
            return 0;
        }
        // A packet describes the whole frame before it; what is wanted may be its end only, or more than it.
        int asked = Math.max(wanted, OpusPacket.frameSamples(next[offset], sampleRate));
        int decoded = frames.decode(next, offset, length, asked, true);
        int given = Math.min(decoded, wanted);
        return give(decoded - given, given, pcm, pcmOffset);
    }

    private int samples(byte[] payload, int offset, int length) {
        return length > MOST_BYTES ? 0 : OpusPacket.samples(payload, offset, length, sampleRate);
    }

    private int whole(int samples) {
        int most = sampleRate / 1_000 * OpusPacket.MOST_MILLIS;
        return Math.min(samples - samples % step, most);
    }

    private int give(int from, int samples, short[] pcm, int pcmOffset) {
        if (samples <= 0) {
            return 0;
        }
        frames.copy(from, pcm, pcmOffset, samples);
        return samples;
    }

    int finalRange() {
        return frames.finalRange();
    }

    @Override
    public void close() {
        frames.close();
    }
}
