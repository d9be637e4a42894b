package io.ringflow.sip;

/**
 * Why a leg or call ended: whose doing, the SIP status and Q.850 cause that say so, and one sentence for a person.
 *
 * @param cause the kind, a closed set that metrics may use as a label
 * @param sipStatus SIP status that was, or would have been, sent; 200 for a normal end
 * @param q850 ITU-T Q.850 cause value for a Reason header (RFC 3326); 16 is normal clearing
 * @param text one sentence, no secrets, no dialled digits
 */
public record EndReason(Cause cause, int sipStatus, int q850, String text) {

    /** Who brought the end about. */
    public enum Party {
        CALLER,
        TRUNK,
        APPLICATION,
        SERVER
    }

    /** The closed set of causes. */
    public enum Cause {
        CALLER_HUNG_UP(Party.CALLER),
        CALLER_CANCELLED(Party.CALLER),
        NOT_ACKNOWLEDGED(Party.TRUNK),
        NOT_ACCEPTABLE(Party.TRUNK),
        TRANSPORT_FAILED(Party.TRUNK),
        SESSION_EXPIRED(Party.TRUNK),
        MEDIA_TIMEOUT(Party.TRUNK),
        APPLICATION_HUNG_UP(Party.APPLICATION),
        APPLICATION_REJECTED(Party.APPLICATION),
        APPLICATION_FAILED(Party.APPLICATION),
        FLOW_FINISHED(Party.APPLICATION),
        NO_SUCH_NUMBER(Party.CALLER),
        SERVER_BUSY(Party.SERVER),
        SERVER_DRAINING(Party.SERVER),
        SERVER_ERROR(Party.SERVER);

        private final Party party;

        Cause(Party party) {
            this.party = party;
        }

        public Party party() {
            return party;
        }
    }

    public static EndReason of(Cause cause, String text) {
        return switch (cause) {
            case CALLER_HUNG_UP, APPLICATION_HUNG_UP, FLOW_FINISHED -> new EndReason(cause, 200, 16, text);
            case CALLER_CANCELLED -> new EndReason(cause, 487, 16, text);
            case NOT_ACKNOWLEDGED, SESSION_EXPIRED -> new EndReason(cause, 408, 102, text);
            case NOT_ACCEPTABLE -> new EndReason(cause, 488, 88, text);
            case TRANSPORT_FAILED, MEDIA_TIMEOUT -> new EndReason(cause, 503, 27, text);
            case APPLICATION_REJECTED -> new EndReason(cause, 603, 21, text);
            case APPLICATION_FAILED -> new EndReason(cause, 503, 41, text);
            case NO_SUCH_NUMBER -> new EndReason(cause, 404, 1, text);
            case SERVER_BUSY -> new EndReason(cause, 503, 42, text);
            case SERVER_DRAINING -> new EndReason(cause, 503, 41, text);
            case SERVER_ERROR -> new EndReason(cause, 500, 41, text);
        };
    }

    public Party party() {
        return cause.party();
    }

    public EndReason withSipStatus(int status) {
        return new EndReason(cause, status, q850, text);
    }
}
