package io.ringflow.media.record;

import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recorded.Gaps;
import io.ringflow.media.Recorded.Paused;
import io.ringflow.media.Recording.Pause;
import io.ringflow.media.Tick;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.mix.Level;
import io.ringflow.media.mix.SpeechDetector;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The loop's side of a recording: takes what each track says and lays it down once per tick, all tracks from the same
 * tick. Owned by the loop that turns it, but for the methods marked.
 *
 * <p>Frames go round between two rings and are numbered by their place on the time line, so that one that the writer was
 * too slow for leaves a gap, not a shift. Nothing is allocated after construction.
 */
public final class Tape {
    /** What the writer may be behind. */
    static final int FRAMES = 5 * Tick.PER_SECOND;

    /** Ticks that make speech of a noise: longer than a key's tone, of which the rest is cut off when it ends a recording. */
    private static final int SPOKEN = 8;

    private final SpscArrayQueue<TapeFrame> free = new SpscArrayQueue<>(FRAMES);
    private final SpscArrayQueue<TapeFrame> full = new SpscArrayQueue<>(FRAMES);
    private final Track[] tracks;
    private final SpeechDetector farEnd = new SpeechDetector();
    private final int samples;
    private final long limit;
    private final long silence;

    private long place;
    private long quiet;
    private int spoken;
    private End end = End.FAILED;
    private int lastTick;
    private boolean begun;
    private long missed;
    private final GapLog gaps = new GapLog();
    /** What is before it was not to be heard: a lead, a pause. */
    private long heardFrom;

    private final Queue<PauseMark> pauses = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable PauseMark> pausing = new AtomicReference<>();
    private volatile boolean endAsked;

    private volatile long length = -1;
    private volatile boolean abandoned;

    /**
     * @param sampleRate of the recording
     * @param limit ticks after which it ends by itself, or 0
     * @param lead ticks of silence before it begins
     * @param silence ticks in a row without speech on the first track after which it ends by itself, or 0
     */
    public Tape(int trackCount, int sampleRate, long limit, long lead, long silence) {
        this.samples = sampleRate / Tick.PER_SECOND;
        this.limit = limit;
        this.silence = silence;
        this.place = lead;
        this.heardFrom = lead;
        tracks = new Track[trackCount];
        Arrays.setAll(tracks, i -> new Track(sampleRate));
        for (int i = 0; i < FRAMES; i++) {
            free.add(new TapeFrame(trackCount * samples));
        }
    }

    public int tracks() {
        return tracks.length;
    }

    /** Where a track's audio is pushed; any amount between two turns. */
    public AudioSink track(int index) {
        return tracks[index];
    }

    /** Lays down one tick of all tracks; to be called after they have been pushed. */
    public void turn(int tick) {
        int elapsed = begun ? tick - lastTick : 1;
        begun = true;
        lastTick = tick;
        if (endAsked) {
            end(End.CLOSED);
        }
        if (hasEnded()) {
            return;
        }
        PauseMark pause = pausing.get();
        if (pause != null && pause.lasts(place, elapsed)) {
            for (Track track : tracks) {
                track.clear();
            }
            pass(pause.as == Pause.SILENCE ? elapsed : 0);
            return;
        }
        if (pause != null) {
            pausing.compareAndSet(pause, null);
            heardFrom = place;
        }
        // Ticks that the loop gave up are a gap of the same length.
        long before = place;
        pass(elapsed - 1);
        miss(before, place - before, Cause.LOOP);
        if (!hasEnded()) {
            lay();
            pass(1);
            if (silence > 0 && quiet >= silence) {
                end(End.SILENCE);
            }
        }
    }

    /** Sound that the network lost and nobody could make up ends here, so many ticks long. Before the tick's {@link #turn}. */
    public void lost(int ticks) {
        if (pausing.get() == null && !hasEnded()) {
            long begin = Math.max(heardFrom, place - ticks);
            gaps.add(begin, place - begin, Cause.NETWORK);
        }
    }

    private void miss(long begin, long ticks, Cause cause) {
        missed += ticks;
        gaps.add(begin, ticks, cause);
    }

    private void lay() {
        TapeFrame frame = free.relaxedPoll();
        if (frame == null) {
            miss(place, 1, Cause.DISK);
            for (Track track : tracks) {
                track.skip(samples);
            }
            return;
        }
        frame.place = place;
        for (int i = 0; i < tracks.length; i++) {
            tracks[i].take(frame.pcm, i * samples, samples);
        }
        listen(frame.pcm);
        full.relaxedOffer(frame);
    }

    // Only what was laid down can be known to be silent.
    private void listen(short[] pcm) {
        farEnd.hear(Level.of(pcm, samples));
        boolean speaks = farEnd.loud() && farEnd.talking();
        spoken += speaks ? 1 : 0;
        quiet = speaks ? 0 : quiet + 1;
    }

    private void pass(int ticks) {
        place += ticks;
        if (limit > 0 && place >= limit) {
            place = limit;
            end(End.LIMIT);
        }
    }

    /** The recording is as long as it is now. */
    public void end(End why) {
        if (!hasEnded()) {
            end = why;
            length = place;
        }
    }

    /** Whether nothing will be laid down any more. */
    public boolean hasEnded() {
        return length >= 0 || abandoned;
    }

    // For any thread; in force from the next tick on.

    /** Leaves out what is said until {@link #resume}. */
    void pause(Pause as) {
        PauseMark now = pausing.get();
        if (now == null || now.over() || now.as != as) {
            PauseMark begun = new PauseMark(as);
            pauses.add(begun);
            pausing.set(begun);
        }
    }

    void resume() {
        PauseMark now = pausing.get();
        if (now != null) {
            now.end();
        }
    }

    boolean paused() {
        PauseMark now = pausing.get();
        return now != null && !now.over();
    }

    void askEnd() {
        endAsked = true;
    }

    /** Whether the writer has nothing to catch up with but a little of what is being said. */
    boolean written() {
        return !hasEnded() && full.size() < FRAMES / 2;
    }

    // What follows is the writer's.

    /** Its final length in ticks, or -1 while it goes on. To be asked before {@link #read}: what ended has all its frames. */
    long length() {
        return length;
    }

    /** The next frame laid down, or null; to be given back. */
    @Nullable
    TapeFrame read() {
        return full.relaxedPoll();
    }

    void giveBack(TapeFrame frame) {
        free.relaxedOffer(frame);
    }

    /** Ticks of which there is no frame; final once the length is. */
    long missed() {
        return missed;
    }

    /** Where they are, and what the network lost; none before the length is final. */
    Gaps gaps() {
        return length >= 0 ? gaps.told() : Gaps.NONE;
    }

    /** In their order; final once the length is. */
    List<Paused> pauses() {
        return pauses.stream().filter(PauseMark::happened).map(PauseMark::told).toList();
    }

    /** What ended it; final once the length is. */
    End endedBy() {
        return end;
    }

    /** Whether the far end spoke; final once the length is. */
    boolean heard() {
        return spoken >= SPOKEN;
    }

    /** Nobody will read any more. */
    void abandon() {
        abandoned = true;
    }
}
