package io.ringflow.ivr.rest;

/** A request is not done; the message says to its author what is wrong with it. */
public final class RestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RestError error;

    public RestRefused(RestError error) {
        this(error, error.sentence());
    }

    /** @param detail one sentence, of this request */
    public RestRefused(RestError error, String detail) {
        super(detail);
        this.error = error;
    }

    public RestError error() {
        return error;
    }
}
