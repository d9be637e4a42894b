package io.ringflow.media.mix;

import java.util.Arrays;

/** A clip that is played into a conference, heard by all who hear anything. Owned by the room's loop. */
final class PlayTap {
    private final long id;
    private final short[] pcm;
    private final int rate;
    private final short[] frame;
    private final Voice voice = new Voice(1);

    private int passesLeft;
    private int at;
    private boolean stopped;
    private boolean done;

    /** @param passes negative for ever */
    PlayTap(long id, short[] pcm, int rate, int passes) {
        this.id = id;
        this.pcm = pcm;
        this.rate = rate;
        this.passesLeft = passes;
        this.frame = new short[rate / Mixer.FRAMES_PER_SECOND];
    }

    long id() {
        return id;
    }

    /** Fades out in the next tick. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    boolean done() {
        return done;
    }

    void speak(Mixes mixes) {
        int filled = 0;
        while (filled < frame.length && passesLeft != 0 && pcm.length > 0) {
            int part = Math.min(frame.length - filled, pcm.length - at);
            System.arraycopy(pcm, at, frame, filled, part);
            filled += part;
            at += part;
            if (at == pcm.length) {
                at = 0;
                passesLeft -= passesLeft > 0 ? 1 : 0;
            }
        }
        Arrays.fill(frame, filled, frame.length, (short) 0);
        voice.take(frame, rate, 0, stopped ? 0 : 1);
        done = stopped || passesLeft == 0 || pcm.length == 0;
        mixes.add(voice, -1);
    }
}
