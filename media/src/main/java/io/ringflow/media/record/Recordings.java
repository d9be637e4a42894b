package io.ringflow.media.record;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.Tick;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The writers of all recordings under way, each with a virtual thread. Thread-safe. */
public final class Recordings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final MediaObserver observer;
    private final Map<Thread, Tape> writers = new ConcurrentHashMap<>();

    public Recordings(InstantSource clock, MediaObserver observer) {
        this.clock = clock;
        this.observer = observer;
    }

    /** A tape for a plan, to be handed to a loop. */
    public static Tape tape(RecordingPlan plan) {
        long limit = plan.limit().toMillis() / Tick.MILLIS;
        long lead = plan.lead().toMillis() / Tick.MILLIS;
        long silence = plan.silence().toMillis() / Tick.MILLIS;
        return new Tape(plan.layout().tracks(), plan.sampleRate(), limit, lead, silence);
    }

    /** Writes a tape to its file as it is laid down, until it has ended: somebody must turn it, or end it. */
    public Recording write(RecordingPlan plan, Tape tape) {
        CompletableFuture<Recorded> finished = new CompletableFuture<>();
        TapeWriter writer = new TapeWriter(plan, tape, clock.instant(), StagedWav::open);
        Thread thread = Thread.ofVirtual()
                .name("record-" + plan.file().getFileName())
                .unstarted(() -> {
                    try {
                        Recorded recorded = writer.run();
                        observer.recordingEnded(recorded);
                        finished.complete(recorded);
                    } finally {
                        // Last: who waits for nothing to be written finds that those who waited have been told.
                        writers.remove(Thread.currentThread());
                    }
                });
        writers.put(thread, tape);
        observer.recordingStarted();
        thread.start();
        return new TapeRecording(tape, finished);
    }

    /** Whether every writer has written what there is, but for a little, and told of those that have ended. */
    public boolean idle() {
        for (Tape tape : writers.values()) {
            if (!tape.written()) {
                return false;
            }
        }
        return true;
    }

    /** Waits a while for tapes that have ended to be written. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Thread writer : writers.keySet()) {
            try {
                if (!writer.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    writer.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
