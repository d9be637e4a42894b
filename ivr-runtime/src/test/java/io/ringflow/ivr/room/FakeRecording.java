package io.ringflow.ivr.room;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A recording that is as long as the test's time says, and an empty file. */
final class FakeRecording implements Recording {

    private final RecordingPlan plan;
    private final FakeTime time;
    private final Instant begun;
    private final CompletableFuture<Recorded> finished = new CompletableFuture<>();

    private volatile boolean paused;
    /** Whether its end takes until {@link #written}. */
    volatile boolean slow;

    FakeRecording(RecordingPlan plan, FakeTime time) {
        this.plan = plan;
        this.time = time;
        this.begun = time.instant();
        if (!plan.limit().isZero()) {
            time.schedule(() -> end(End.LIMIT), plan.limit().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end(End how) {
        if (finished.isDone()) return;
        var failure = Optional.<Recorded.Failure>empty();
        try {
            Files.write(plan.file(), new byte[44]);
        } catch (IOException gone) {
            failure = Optional.of(Recorded.Failure.NOT_WRITTEN);
        }
        var length = Duration.between(begun, time.instant());
        finished.complete(new Recorded(plan.file(), begun, length, Duration.ZERO, how, false, failure));
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
        if (!slow) written();
    }

    void written() {
        end(End.CLOSED);
    }
}
