package io.ringflow.testkit.rtp;

import java.util.Arrays;

/** What a telephone says: 20 ms of 8 kHz sound at a time. Owned by the thread that steps its {@link RtpPeer}. */
@FunctionalInterface
public interface Mouth {

    /** Fills the next frame. */
    void speak(short[] frame);

    static Mouth silence() {
        return frame -> Arrays.fill(frame, (short) 0);
    }

    /** These samples once, then silence. */
    static Mouth of(short[] samples) {
        return new Mouth() {
            private int next;

            @Override
            public void speak(short[] frame) {
                int length = Math.clamp(samples.length - next, 0, frame.length);
                System.arraycopy(samples, next, frame, 0, length);
                Arrays.fill(frame, length, frame.length, (short) 0);
                next += length;
            }
        };
    }
}
