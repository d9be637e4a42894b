package io.ringflow.media;

import java.util.concurrent.CompletableFuture;

/** A recording under way. Thread-safe. Closing ends it; closing twice, or after its end, does nothing. */
public interface Recording extends AutoCloseable {

    /** What a pause leaves in the file. */
    enum Pause {
        /** Nothing: the file goes on where it was. */
        CUT,
        /** As much silence as the pause lasts. */
        SILENCE
    }

    void pause(Pause as);

    void resume();

    /** Completes when the file is there under its name, or when it is known that it won't be. Never exceptionally. */
    CompletableFuture<Recorded> finished();

    @Override
    void close();
}
