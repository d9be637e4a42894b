package io.ringflow.sip.stack;

/**
 * What became of a request of ours. Called on stack threads. After a final response, timeout or failure: nothing, but
 * for an INVITE, which may be accepted more than once: a fork's 2xx comes as a further response for 64 × T1 (RFC 6026
 * §7.2), and so does one that is repeated before it was acknowledged. After that the stack itself acknowledges again
 * what the peer repeats (RFC 3261 §13.2.2.4).
 */
public interface RequestOutcome {

    RequestOutcome IGNORED = new RequestOutcome() {
        @Override
        public void onResponse(InboundResponse response) {}

        @Override
        public void onTimeout() {}
    };

    /** A provisional or final response. */
    void onResponse(InboundResponse response);

    /** No final response in time (timer B or F). */
    void onTimeout();

    /** It could not be sent (RFC 3261 §8.1.3.1); to many that is the same as no response. */
    default void onUnsent() {
        onTimeout();
    }
}
