package io.ringflow.ivr.room;

import io.ringflow.media.MediaSession;
import java.util.Optional;

/** A call as a conference sees it. Thread-safe. */
public interface Guest {

    String callId();

    /** Whom it is with. */
    String number();

    /** What the application passed along with the call, if it did (D25). */
    Optional<String> userData();

    MediaSession media();

    /** It is not in the conference any more, and did not leave by itself. Must only post on. */
    void onLeft();
}
