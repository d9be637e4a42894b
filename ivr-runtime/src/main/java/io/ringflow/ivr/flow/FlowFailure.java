package io.ringflow.ivr.flow;

/**
 * Why an exchange with the application failed: data, not an exception.
 *
 * @param kind a closed set: it is a metric label
 * @param detail one line for the call story and the log
 */
public record FlowFailure(Kind kind, String detail) {

    /** What went wrong. */
    public enum Kind {
        CONNECT,
        TIMEOUT,
        STATUS,
        TOO_LARGE,
        CUT_OFF,
        DOCUMENT,
        URL_REFUSED,
        CIRCUIT_OPEN,
        /** As many exchanges with the application are under way as it may have. */
        BUSY,
        LOOP,
        CANCELLED
    }

    /** The 109xxx code of D16 that is reported for it. */
    public String code() {
        return switch (kind) {
            case TIMEOUT -> "109408";
            case CONNECT, CUT_OFF, CIRCUIT_OPEN, BUSY -> "109503";
            case STATUS -> "109500";
            case TOO_LARGE -> "109413";
            case DOCUMENT -> "109400";
            case URL_REFUSED -> "109403";
            case LOOP -> "109482";
            case CANCELLED -> "109487";
        };
    }
}
