package io.ringflow.ivr.tool.sim;

import io.ringflow.media.Clip;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Media that makes no sound: what is played takes its time and stands in the story. Thread-safe. */
final class SimSession implements MediaSession {

    private static final String DESCRIPTION = "simulated";

    private final SimTime time;
    private final Story story;
    private final MediaListener listener;
    private final AtomicLong ids = new AtomicLong();
    private final Duration speech;
    private volatile KeyTap tap = key -> {};
    private @Nullable SimPlayback playing;
    private @Nullable SimRecording recording;

    /** @param speech how long the far end speaks when it is recorded */
    SimSession(SimTime time, Story story, Duration speech, MediaListener listener) {
        this.speech = speech;
        this.time = time;
        this.story = story;
        this.listener = listener;
    }

    /** Learns of keys before the session's owner does. */
    @FunctionalInterface
    interface KeyTap {
        void pressed(char key);
    }

    /** In place of the one before. */
    void tap(KeyTap next) {
        tap = next;
    }

    /** The caller presses a key. */
    void press(char key) {
        story.pressed(key);
        tap.pressed(key);
        listener.onEvent(new MediaEvent.Digit(
                key, MediaEvent.DigitSource.RFC4733, (int) time.elapsed().toMillis()));
    }

    @Override
    public Playback play(Clip clip, int passes) {
        var before = playing;
        if (before != null) before.close();
        var playback = new SimPlayback(ids.incrementAndGet(), clip, passes);
        playing = playback;
        story.plays(clip.name(), seconds(clip.durationMillis()) + times(passes));
        playback.nextPass(1);
        return playback;
    }

    @Override
    public long sendDigits(String keys, int durationMillis, int gapMillis) {
        long id = ids.incrementAndGet();
        story.plays("keys " + keys, "to the caller");
        long millis = keys.chars()
                .mapToLong(key -> key == 'w' ? 500 : key == 'W' ? 1_000 : durationMillis + gapMillis)
                .sum();
        time.after(Duration.ofMillis(millis), () -> listener.onEvent(new MediaEvent.DigitsSent(id, true)));
        return id;
    }

    @Override
    public Recording record(RecordingPlan plan) {
        var begun = new SimRecording(plan, speech, time, story);
        recording = begun;
        begun.begin();
        return begun;
    }

    @Override
    public String id() {
        return DESCRIPTION;
    }

    @Override
    public String answer(String offer) {
        return DESCRIPTION;
    }

    @Override
    public String offer() {
        return DESCRIPTION;
    }

    @Override
    public void accept(String answer) {}

    @Override
    public void digitBySignalling(char digit, int durationMillis) {
        press(digit);
    }

    @Override
    public MediaStats stats() {
        return MediaStats.NONE;
    }

    @Override
    public String describe() {
        return DESCRIPTION;
    }

    @Override
    public void close() {
        var last = playing;
        if (last != null) last.close();
        var unfinished = recording;
        if (unfinished != null) unfinished.end(Recorded.End.SESSION_CLOSED);
    }

    private static String times(int passes) {
        if (passes == ENDLESS) return ", without end";
        return passes == 1 ? "" : ", " + passes + " times";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    private final class SimPlayback implements Playback {

        private final long id;
        private final Clip clip;
        private final int passes;
        private final Duration began;

        private @Nullable Future<?> timer;
        private boolean over;

        SimPlayback(long id, Clip clip, int passes) {
            this.id = id;
            this.clip = clip;
            this.passes = passes;
            began = time.elapsed();
        }

        synchronized void nextPass(int pass) {
            // What has no length must not stop time.
            int millis = Math.max(20, clip.durationMillis());
            timer = time.schedule(() -> finished(pass), millis, TimeUnit.MILLISECONDS);
        }

        private synchronized void finished(int pass) {
            if (over) return;
            listener.onEvent(new MediaEvent.PassFinished(id, pass));
            if (pass == passes) end(true);
            else nextPass(pass + 1);
        }

        private void end(boolean completed) {
            over = true;
            listener.onEvent(new MediaEvent.PlaybackEnded(id, completed));
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public synchronized void close() {
            if (over) return;
            if (timer != null && timer.cancel(false)) {
                story.stops(clip.name(), seconds(time.elapsed().minus(began).toMillis()));
            }
            end(false);
        }
    }
}
