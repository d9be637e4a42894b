package io.ringflow.ivr.call;

import io.ringflow.sip.EndReason;

/** A call of ours can't even be tried: no such number, no trunk for it, no room on one, no port. */
public final class DialRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EndReason reason;

    DialRefused(EndReason reason) {
        super(reason.text());
        this.reason = reason;
    }

    /** What it would have ended with; its status stands in the code 107xxx. */
    public EndReason reason() {
        return reason;
    }
}
