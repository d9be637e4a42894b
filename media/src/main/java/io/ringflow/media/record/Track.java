package io.ringflow.media.record;

import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.resample.RateConverter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one track said and was not laid down yet, at the recording's rate. A packet of 60 ms is pushed at once and taken
 * tick by tick. Owned by the loop; allocates only when the rate of what is said changes.
 */
final class Track implements AudioSink {
    /** The longest packet, and the tick before it. */
    private static final int CAPACITY_MILLIS = 200;

    private static final int LONGEST_BLOCK_MILLIS = 120;

    private final int sampleRate;
    private final short[] waiting;

    private int length;
    private int rate;
    private @Nullable RateConverter converter;

    Track(int sampleRate) {
        this.sampleRate = sampleRate;
        this.rate = sampleRate;
        waiting = new short[sampleRate / 1_000 * CAPACITY_MILLIS];
    }

    @Override
    public void push(short[] frame, int samples, int frameRate) {
        if (frameRate != rate) {
            rate = frameRate;
            converter = rate == sampleRate
                    ? null
                    : new RateConverter(rate, sampleRate, rate / 1_000 * LONGEST_BLOCK_MILLIS);
        }
        int taken = (int) Math.min(samples, (long) (waiting.length - length) * rate / sampleRate);
        if (converter != null) {
            length += converter.convert(frame, 0, taken, waiting, length);
        } else {
            System.arraycopy(frame, 0, waiting, length, taken);
            length += taken;
        }
    }

    /** Moves the next samples out; silence when there are none. */
    void take(short[] target, int offset, int samples) {
        int there = Math.min(length, samples);
        System.arraycopy(waiting, 0, target, offset, there);
        Arrays.fill(target, offset + there, offset + samples, (short) 0);
        skip(there);
    }

    void skip(int samples) {
        int gone = Math.min(length, samples);
        length -= gone;
        System.arraycopy(waiting, gone, waiting, 0, length);
    }

    /** Forgets what was said, to the last sample that the rate conversion has still in hand. */
    void clear() {
        length = 0;
        if (converter != null) {
            converter.clear();
        }
    }
}
