package io.ringflow.sip.stack;

import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.List;

/** A request of ours that is on its way. Thread-safe. */
public interface SentRequest {

    /** One that never left, or needs no answer. */
    SentRequest NONE = new SentRequest() {
        @Override
        public void cancel(List<HeaderLine> headers, RequestOutcome outcome) {}

        @Override
        public void abandon() {}
    };

    /**
     * Sends a CANCEL for an INVITE that has had a provisional response (RFC 3261 §9.1); the INVITE still gets a final
     * response of its own.
     *
     * @param outcome hears what the CANCEL was answered with
     */
    void cancel(List<HeaderLine> headers, RequestOutcome outcome);

    /** Forgets the transaction: who sent it waits for no response any more. */
    void abandon();
}
