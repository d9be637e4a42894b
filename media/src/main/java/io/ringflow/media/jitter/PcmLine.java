package io.ringflow.media.jitter;

import java.util.Arrays;

/** What was played last and what is decoded to be played next, in one piece. Owned by one play-out. */
final class PcmLine {
    /** Room for what a longer or shorter delay is made of, without memory to be taken just then. */
    private static final int FRAMES = 5;

    private final int history;

    private short[] pcm;
    private int head;
    private int end;

    /**
     * @param history samples that stay readable after they were played
     * @param frame samples played at once
     */
    PcmLine(int history, int frame) {
        this.history = history;
        this.pcm = new short[history + FRAMES * frame];
        this.head = history;
        this.end = history;
    }

    /** The samples; good until the next call that adds some. Played are those before {@link #head}. */
    short[] pcm() {
        return pcm;
    }

    /** Index of the sample to be played next. */
    int head() {
        return head;
    }

    /** Index behind the last sample. */
    int end() {
        return end;
    }

    /** Samples that are ready to be played. */
    int ahead() {
        return end - head;
    }

    /** Adds so many samples, for the caller to fill; returns the index of the first. */
    int extend(int samples) {
        makeRoom(samples);
        int first = end;
        end += samples;
        return first;
    }

    void append(short[] from, int offset, int samples) {
        System.arraycopy(from, offset, pcm, extend(samples), samples);
    }

    /** Adds silence, reached by a ramp from where the last sample was. */
    void silence(int samples, int ramp) {
        int first = extend(samples);
        int last = pcm[first - 1];
        int sloped = Math.min(ramp, samples);
        for (int i = 0; i < sloped; i++) {
            pcm[first + i] = (short) (last * (ramp - 1 - i) / ramp);
        }
        Arrays.fill(pcm, first + sloped, end, (short) 0);
    }

    /** Plays samples that are ready. */
    void play(short[] out, int samples) {
        System.arraycopy(pcm, head, out, 0, samples);
        head += samples;
    }

    /** Takes out {@code samples} at the head; {@code overlap} samples fade from what was there to what follows. */
    void cut(int samples, int overlap) {
        // Backwards: when the overlap is longer than the cut, what is still to be read lies before what is written.
        for (int i = overlap - 1; i >= 0; i--) {
            int before = pcm[head + i];
            int after = pcm[head + samples + i];
            pcm[head + samples + i] = (short) (before + (after - before) * (i + 1) / (overlap + 1));
        }
        System.arraycopy(pcm, head - history, pcm, head - history + samples, history);
        head += samples;
    }

    /** Puts in {@code samples} at the head by playing the last ones again, faded into by {@code overlap} samples. */
    void repeat(int samples, int overlap) {
        makeRoom(samples);
        System.arraycopy(pcm, head, pcm, head + samples, end - head);
        end += samples;
        for (int i = 0; i < Math.max(samples, overlap); i++) {
            int again = i < samples ? pcm[head - samples + i] : pcm[head + i];
            int on = pcm[head + samples + i];
            pcm[head + i] = (short) (i < overlap ? on + (again - on) * (i + 1) / (overlap + 1) : again);
        }
    }

    private void makeRoom(int samples) {
        if (end + samples <= pcm.length) {
            return;
        }
        int kept = end - head + history;
        short[] target = kept + samples > pcm.length ? new short[kept + samples] : pcm;
        System.arraycopy(pcm, head - history, target, 0, kept);
        pcm = target;
        head = history;
        end = kept;
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(pcm, (short) 0);
        head = history;
        end = history;
    }
}
