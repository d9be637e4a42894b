package io.ringflow.sip;

/** Thrown by a {@link LegListener} that can't accept a session description; becomes the answer of that status. */
public final class OfferRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status 400 for a description that is malformed, 415 for a type that is not SDP, 488 for one without
     *     anything in common, 503 when there is no port
     * @param reason a sentence fit for a Warning header (RFC 3261 §20.43)
     */
    public OfferRejected(int status, String reason) {
        super(reason);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
