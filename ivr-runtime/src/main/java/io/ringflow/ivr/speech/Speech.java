package io.ringflow.ivr.speech;

import io.ringflow.media.Clip;
import java.util.concurrent.CompletableFuture;

/** Where spoken text comes from. Thread-safe; never blocks. */
@FunctionalInterface
public interface Speech {

    /** A server without speech. */
    Speech NONE = utterance -> CompletableFuture.failedFuture(
            new SpeechFailure(SpeechFailure.Kind.UNAVAILABLE, "this server has no speech"));

    /** The sound of it; completes exceptionally with a {@link SpeechFailure}. Not to be cancelled: others may wait. */
    CompletableFuture<Clip> say(Utterance utterance);
}
