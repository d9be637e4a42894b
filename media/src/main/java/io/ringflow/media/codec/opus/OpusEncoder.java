package io.ringflow.media.codec.opus;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.opus.OpusLibrary.Coder;

/** One channel of PCM to Opus. Owned by one leg's loop, or by whoever encodes a prompt. */
final class OpusEncoder implements Codec.Encoder {
    /** A packet that is no longer need not be sent: it says that the silence goes on. */
    private static final int SILENCE_BYTES = 2;

    private final Coder coder;
    private final OpusSettings settings;

    OpusEncoder(Coder coder, OpusSettings settings) {
        this.coder = coder;
        this.settings = settings;
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
        int most = Math.min(Opus.MOST_PAYLOAD_BYTES, payload.length - payloadOffset);
        if (!isFrame(samples) || samples > pcm.length - pcmOffset || most <= SILENCE_BYTES) {
            return 0;
        }
        int bytes = coder.encode(pcm, pcmOffset, samples, payload, payloadOffset, most);
        boolean silence = settings.dtx() && bytes <= SILENCE_BYTES;
        return silence ? 0 : Math.max(bytes, 0);
    }

    // RFC 6716 §2.1.4
    private boolean isFrame(int samples) {
        int tenths = samples * 10_000 / settings.sampleRate();
        return switch (tenths) {
            case 25, 50, 100, 200, 400, 600 -> samples * 10_000 % settings.sampleRate() == 0;
            default -> false;
        };
    }

    @Override
    public void close() {
        coder.close();
    }
}
