package io.ringflow.sip.stack;

/**
 * What became of a request of ours. Called on stack threads. After a final response, timeout or failure: nothing. A 2xx
 * to INVITE that the peer repeats is acknowledged again by the stack itself (RFC 3261 §13.2.2.4).
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

    /** No final response in time (timer B or F), or the transport failed. */
    void onTimeout();
}
