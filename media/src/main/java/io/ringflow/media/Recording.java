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

    /**
     * Nothing that is heard from the next tick on is stored, on no track and in no file on the way, until {@link #resume}.
     * A pause of the other kind takes the place of one under way.
     */
    void pause(Pause as);

    /**
     * Goes on 200 ms later, when what was said in the pause has come through the jitter buffer; nothing when it is not
     * paused.
     */
    void resume();

    /** Whether it is paused. */
    boolean paused();

    /** Completes when the file is there under its name, or when it is known that it won't be. Never exceptionally. */
    CompletableFuture<Recorded> finished();

    @Override
    void close();
}
