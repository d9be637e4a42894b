package io.ringflow.ivr.speech;

/** Something could not be said; the kind says why. The message is for operators and holds nothing of the text. */
public final class SpeechFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A closed set: it is a metric label. */
    public enum Kind {
        /** No speech on this server: the program is not installed, or speech is turned off. */
        UNAVAILABLE,
        /** The application's TTS switch is off. */
        NOT_ALLOWED,
        /** The service can't be reached. */
        CONNECT,
        /** Not ready in time. */
        TIMEOUT,
        /** The provider does not do this: unknown voice, bad key, bad request. */
        REFUSED,
        /** The provider, or this server, has too much to say at the moment. */
        BUSY,
        /** The provider failed. */
        FAILED,
        /** What came is no sound, or was cut off. */
        BAD_SOUND,
        /** More sound than one text may take. */
        TOO_LONG
    }

    private final Kind kind;

    public SpeechFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public SpeechFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
