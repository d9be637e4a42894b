package io.ringflow.sip;

/** Life of an inbound leg (RFC 3261 §12, §13.3). */
public enum LegState {
    /** INVITE received, 100 sent. */
    INVITED,
    /** 180 or 183 sent. */
    EARLY,
    /** 2xx sent, ACK awaited. */
    ANSWERED,
    /** ACK received. */
    CONFIRMED,
    /** Refused, cancelled or hung up. */
    ENDED
}
