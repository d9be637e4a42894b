package io.ringflow.ivr.application;

/** The kinds of access number (flow-protocol 1.1). */
public enum NumberKind {
    /** 400-123-4567. */
    TOLL_FREE,
    FIXED_LINE,
    /** A name or number that only VoIP clients dial. */
    VOIP;

    /** What a number looks like. */
    public static NumberKind of(String plain) {
        if (!plain.matches("\\+?[0-9]+")) return VOIP;
        return plain.matches("(400|800)[0-9]{7}") ? TOLL_FREE : FIXED_LINE;
    }
}
