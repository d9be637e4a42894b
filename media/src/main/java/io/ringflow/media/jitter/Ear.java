package io.ringflow.media.jitter;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.ComfortNoise;
import java.util.Arrays;

/** Turns packets and what is missing between them into one piece of sound. Owned by one play-out. */
final class Ear {
    private static final int RAMP_DIVISOR = 200;

    private final Codec.Decoder decoder;
    private final short[] scratch;
    private final ComfortNoise noise;
    private final int frame;
    private final int ramp;
    private final int longestBridge;
    private final Concealment concealment;
    private final Concealment backwards;

    final PcmLine line;
    final TimeScale timeScale;

    /**
     * @param scratch room for the longest packet, shared with others
     * @param frame samples in a tick
     */
    Ear(Codec codec, int frame, short[] scratch, ComfortNoise noise) {
        PitchFinder pitch = new PitchFinder(codec.sampleRate());
        this.decoder = codec.newDecoder();
        this.scratch = scratch;
        this.noise = noise;
        this.frame = frame;
        this.ramp = codec.sampleRate() / RAMP_DIVISOR;
        this.longestBridge = codec.sampleRate() * JitterBuffer.AUDIBLE_MILLIS / 1000;
        this.line = new PcmLine(Concealment.history(pitch), frame);
        this.concealment = new Concealment(codec.sampleRate(), pitch);
        this.backwards = new Concealment(codec.sampleRate(), pitch);
        this.timeScale = new TimeScale(pitch, frame);
    }

    /** Adds the next piece of the stream to the line. */
    void pull(JitterBuffer buffer) {
        Piece piece = buffer.piece();
        switch (piece) {
            case AUDIO -> concealment.rejoin(line, decode(buffer.remove()));
            case LOSS -> conceal(buffer);
            case PAUSE -> pause(buffer);
        }
    }

    private void pause(JitterBuffer buffer) {
        concealment.silence();
        int samples = Math.min(buffer.gap(), Math.max(1, frame - line.ahead()));
        switch (buffer.quiet()) {
            case SILENCE -> line.silence(samples, ramp);
            case NOISE -> {
                int first = line.extend(samples);
                noise.fill(line.pcm(), first, samples);
            }
            case BY_CODEC -> {
                int own = decoder.conceal(scratch, 0, Math.min(buffer.gap(), frame));
                if (own > 0) {
                    samples = Math.min(own, buffer.gap());
                    line.append(scratch, 0, samples);
                } else {
                    line.silence(samples, ramp);
                }
            }
        }
        buffer.fill(Piece.PAUSE, samples);
    }

    /** Adds a packet's audio, and returns the index where it begins. */
    private int decode(Packet packet) {
        int wanted = packet.samples - packet.passed;
        int decoded = decoder.decode(packet.payload, 0, packet.length, scratch, 0) - packet.passed;
        int good = Math.clamp(decoded, 0, wanted);
        int first = line.extend(wanted);
        System.arraycopy(scratch, packet.passed, line.pcm(), first, good);
        Arrays.fill(line.pcm(), first + good, first + wanted, (short) 0);
        return first;
    }

    private void conceal(JitterBuffer buffer) {
        int gap = buffer.gap();
        int own = gap <= frame ? recover(buffer.behindGap(), gap) : 0;
        if (own == 0) {
            own = decoder.conceal(scratch, 0, Math.min(gap, frame));
        }
        if (own > 0) {
            int samples = Math.min(own, gap);
            line.append(scratch, 0, samples);
            buffer.fill(Piece.LOSS, samples);
        } else if (gap <= longestBridge) {
            bridge(buffer, gap);
        } else {
            int samples = Math.min(gap, Math.max(1, frame - line.ahead()));
            concealment.conceal(line, samples);
            buffer.fill(Piece.LOSS, samples);
        }
    }

    /** What comes behind the gap is here already: it is filled from both sides. */
    private void bridge(JitterBuffer buffer, int gap) {
        concealment.conceal(line, gap);
        buffer.fill(Piece.LOSS, gap);
        int first = decode(buffer.remove());
        backwards.bridge(line, first, gap);
        concealment.silence();
    }

    private int recover(Packet next, int samples) {
        return decoder.recover(next.payload, 0, next.length, scratch, 0, samples);
    }

    /** Adds silence that stands for what nobody heard. */
    void resume(int samples) {
        line.clear();
        concealment.silence();
        if (samples > 0) {
            line.silence(samples, ramp);
        }
    }

    void close() {
        decoder.close();
    }
}
