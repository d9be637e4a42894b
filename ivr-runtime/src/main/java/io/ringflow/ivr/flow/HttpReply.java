package io.ringflow.ivr.flow;

import org.jspecify.annotations.Nullable;

/** How one HTTP exchange ended. */
sealed interface HttpReply {

    /** The application answered with an accepted status, wholly. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never written again
    record Answered(byte[] body, @Nullable String contentType) implements HttpReply {}

    /**
     * It did not.
     *
     * @param neverReached the connection broke before the first byte of an answer: the request may be sent once more
     */
    record Failed(FlowFailure failure, boolean neverReached) implements HttpReply {}
}
