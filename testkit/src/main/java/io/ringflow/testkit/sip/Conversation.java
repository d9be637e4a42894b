package io.ringflow.testkit.sip;

/** One call of a peer, which is told what comes for it, on the wire's thread. */
sealed interface Conversation permits Caller, Callee {

    void requested(SipText request);

    /** @param again it has come before */
    void responded(SipText response, boolean again);
}
