package io.ringflow.ivr.call;

/** Something can't be done to a talk; the error says what to tell the application. */
public final class TalkRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TalkError error;

    public TalkRefused(TalkError error) {
        super(error.sentence());
        this.error = error;
    }

    TalkRefused(TalkError error, Throwable cause) {
        super(error.sentence(), cause);
        this.error = error;
    }

    public TalkError error() {
        return error;
    }
}
