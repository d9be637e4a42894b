package io.ringflow.media.mix;

import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One mix in one codec, encoded once for all who hear it, 20 ms to a packet. Written by the room's loop, read by any; a
 * payload that is overwritten while it is read is refused.
 */
final class SharedEncoding {
    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);

    private final Codec codec;
    private final int samples;
    private final Codec.Encoder encoder;
    private final long[] stamps = new long[FrameLog.FRAMES];
    private final byte[][] payloads;
    private final int[] lengths = new int[FrameLog.FRAMES];

    private long wantedAt;

    SharedEncoding(Codec codec) {
        this.codec = codec;
        this.samples = codec.sampleRate() / Mixer.FRAMES_PER_SECOND;
        this.encoder = codec.newEncoder();
        this.payloads = new byte[FrameLog.FRAMES][codec.maxPayloadBytes(Tick.MILLIS)];
        Arrays.fill(stamps, FrameLog.NEVER);
    }

    boolean is(Codec other) {
        return codec == other || codec.variant().equals(other.variant());
    }

    /** Somebody hears it at this frame. */
    void wanted(long number) {
        wantedAt = number;
    }

    long wantedAt() {
        return wantedAt;
    }

    void encode(short[] frame, long number) {
        int slot = slot(number);
        STAMP.setOpaque(stamps, slot, FrameLog.NEVER);
        VarHandle.storeStoreFence();
        lengths[slot] = encoder.encode(frame, 0, samples, payloads[slot], 0);
        STAMP.setRelease(stamps, slot, number);
    }

    /** Copies the payload of a frame and returns its length; negative when it is not there, or no more. */
    int read(long number, byte[] target) {
        int slot = slot(number);
        if ((long) STAMP.getAcquire(stamps, slot) != number) {
            return -1;
        }
        int length = lengths[slot];
        System.arraycopy(payloads[slot], 0, target, 0, length);
        VarHandle.loadLoadFence();
        return (long) STAMP.getOpaque(stamps, slot) == number ? length : -1;
    }

    /** Encodes no more. A reader that is still at it finds what was encoded last. */
    void close() {
        encoder.close();
    }

    private static int slot(long number) {
        return (int) number & FrameLog.FRAMES - 1;
    }
}
