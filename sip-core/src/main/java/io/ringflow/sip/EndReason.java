package io.ringflow.sip;

import java.util.OptionalInt;

/**
 * Why a leg or call ended: whose doing, the SIP status and Q.850 cause that say so, and one sentence for a person.
 *
 * @param cause the kind, a closed set that metrics may use as a label
 * @param sipStatus SIP status that was, or would have been, sent; 200 for a normal end
 * @param q850 ITU-T Q.850 cause value for a Reason header (RFC 3326); 16 is normal clearing
 * @param text one sentence, no secrets, no dialled digits
 * @param retryAfter seconds after which a refusing far end wants to be asked again (RFC 3261 §20.33)
 */
public record EndReason(Cause cause, int sipStatus, int q850, String text, OptionalInt retryAfter) {

    public EndReason(Cause cause, int sipStatus, int q850, String text) {
        this(cause, sipStatus, q850, text, OptionalInt.empty());
    }

    /** Who brought the end about. */
    public enum Party {
        CALLER,
        CALLEE,
        TRUNK,
        APPLICATION,
        SERVER
    }

    /** The closed set of causes. */
    public enum Cause {
        CALLER_HUNG_UP(Party.CALLER),
        CALLER_CANCELLED(Party.CALLER),
        /** Whom we called hung up. */
        CALLEE_HUNG_UP(Party.CALLEE),
        CALLEE_BUSY(Party.CALLEE),
        CALLEE_DECLINED(Party.CALLEE),
        /** No such number, switched off, not registered. */
        CALLEE_UNAVAILABLE(Party.CALLEE),
        /** It rang for as long as it may. */
        NO_ANSWER(Party.CALLEE),
        /** Not one response to our INVITE. */
        NOT_REACHED(Party.TRUNK),
        /** Refused on the way: not allowed, no circuit, not understood, redirected. */
        CALL_REFUSED(Party.TRUNK),
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
            case CALLER_HUNG_UP, CALLEE_HUNG_UP, APPLICATION_HUNG_UP, FLOW_FINISHED ->
                new EndReason(cause, 200, 16, text);
            case CALLER_CANCELLED -> new EndReason(cause, 487, 16, text);
            case CALLEE_BUSY -> new EndReason(cause, 486, 17, text);
            case CALLEE_DECLINED -> new EndReason(cause, 603, 21, text);
            case CALLEE_UNAVAILABLE -> new EndReason(cause, 480, 20, text);
            case NO_ANSWER -> new EndReason(cause, 480, 19, text);
            case CALL_REFUSED -> new EndReason(cause, 503, 41, text);
            case NOT_REACHED -> new EndReason(cause, 408, 102, text);
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
        return new EndReason(cause, status, q850, text, retryAfter);
    }
}
