package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;

/** Where prompts come from. May block; throws {@link MediaFailure} NO_SUCH_PROMPT or BAD_PROMPT. Thread-safe. */
@FunctionalInterface
public interface Prompts {

    Clip load(String name);

    /** The same for a call of this application, which may have prompts of its own. */
    default Clip load(Application application, String name) {
        return load(name);
    }

    /**
     * A recording made by this server.
     *
     * @param application id of the application that wants to play it, and must own it
     */
    default Clip recording(String application, String name) {
        throw new MediaFailure(MediaFailure.Kind.NO_SUCH_PROMPT, "this server keeps no recordings");
    }
}
