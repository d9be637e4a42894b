package io.ringflow.sip;

import java.util.Locale;

/** The transports a listener can use (RFC 3261 §18). */
public enum Transport {
    UDP,
    TCP;

    /** Whether the transport retransmits for us; then no final answer is repeated by timer A, E or G. */
    public boolean reliable() {
        return this != UDP;
    }

    /** The lower-case form used in a {@code ;transport=} parameter. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
