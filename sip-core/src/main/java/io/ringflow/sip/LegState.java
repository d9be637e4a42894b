package io.ringflow.sip;

/** Life of a leg (RFC 3261 §12, §13). */
public enum LegState {
    /** INVITE received and 100 sent, or INVITE sent. */
    INVITED,
    /** 180 or 183 sent or received. */
    EARLY,
    /** 2xx sent, ACK awaited; one that we call goes from early to confirmed. */
    ANSWERED,
    /** ACK received or sent. */
    CONFIRMED,
    /** Refused, cancelled or hung up. */
    ENDED
}
