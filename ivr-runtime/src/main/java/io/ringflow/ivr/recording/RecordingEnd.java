package io.ringflow.ivr.recording;

import io.ringflow.media.Recorded;

/** What ended a recording that is kept. */
public enum RecordingEnd {
    /** The flow ended it, as by the finish key. */
    STOPPED,
    /** Nobody spoke any more. */
    SILENCE,
    /** It was as long as it may be. */
    MAX_LENGTH,
    /** The call was over. */
    HANGUP,
    /** The server was killed: what was written until then is there. */
    CRASH;

    static RecordingEnd of(Recorded.End end) {
        return switch (end) {
            case CLOSED, FAILED -> STOPPED;
            case SILENCE -> SILENCE;
            case LIMIT -> MAX_LENGTH;
            case SESSION_CLOSED -> HANGUP;
        };
    }
}
