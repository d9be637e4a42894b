package io.ringflow.ivr.tool.sim;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Failure;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A recording of a caller who speaks for as long as is planned and then is silent: an empty file. Thread-safe. */
final class SimRecording implements Recording {

    private final RecordingPlan plan;
    private final Duration speech;
    private final SimTime time;
    private final Story story;
    private final Duration began;
    private final CompletableFuture<Recorded> finished = new CompletableFuture<>();

    private volatile boolean paused;

    SimRecording(RecordingPlan plan, Duration speech, SimTime time, Story story) {
        this.plan = plan;
        this.speech = speech;
        this.time = time;
        this.story = story;
        began = time.elapsed();
    }

    void begin() {
        story.call(speech.isZero() ? "is recorded, and says nothing" : "is recorded, and speaks");
        if (!plan.silence().isZero()) time.after(speech.plus(plan.silence()), () -> end(End.SILENCE));
        if (!plan.limit().isZero()) time.after(plan.limit(), () -> end(End.LIMIT));
    }

    void end(End how) {
        if (finished.isDone()) return;
        var length = time.elapsed().minus(began);
        boolean heard = !speech.isZero() && !length.isZero();
        var failure = written();
        story.call(
                "the recording ends: %s, %d s%s".formatted(how, length.toSeconds(), heard ? "" : ", nothing was said"));
        finished.complete(new Recorded(plan.file(), time.instant(), length, Duration.ZERO, how, heard, failure));
    }

    private Optional<Failure> written() {
        try {
            Files.write(plan.file(), new byte[0]);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failure.NOT_OPENED);
        }
    }

    @Override
    public void pause(Pause as) {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public CompletableFuture<Recorded> finished() {
        return finished;
    }

    @Override
    public void close() {
        end(End.CLOSED);
    }
}
