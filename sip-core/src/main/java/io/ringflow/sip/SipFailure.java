package io.ringflow.sip;

/** The endpoint can't do what it was asked to: a port in use, an address that is not ours. */
public final class SipFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SipFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public SipFailure(String message) {
        super(message);
    }
}
