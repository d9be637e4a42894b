package io.ringflow.media.record;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import java.util.concurrent.CompletableFuture;

/** The handle to a tape. Thread-safe. */
record TapeRecording(Tape tape, CompletableFuture<Recorded> finished) implements Recording {

    @Override
    public void pause(Pause as) {
        tape.pause(as);
    }

    @Override
    public void resume() {
        tape.resume();
    }

    @Override
    public boolean paused() {
        return tape.paused();
    }

    @Override
    public void close() {
        tape.askEnd();
    }
}
