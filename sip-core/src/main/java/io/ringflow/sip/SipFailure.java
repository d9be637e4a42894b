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

    /** An address that can't be had: in use, or not one of this machine. */
    public static SipFailure listening(ListenAddress wanted, Throwable cause) {
        String at = wanted.transport().parameter() + " " + wanted.bind().getHostAddress() + ":" + wanted.port();
        return new SipFailure("can't listen for SIP at " + at + ": " + cause.getMessage(), cause);
    }
}
