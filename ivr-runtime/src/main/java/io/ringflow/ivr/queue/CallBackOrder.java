package io.ringflow.ivr.queue;

import java.util.Optional;

/**
 * How a caller who keeps its place is called back. Immutable, and of text alone: it outlives the call, and the server.
 *
 * @param shownNumber what it is to be shown
 * @param userData what its application gave along with the call
 * @param flow the document that runs when it answers
 */
public record CallBackOrder(Optional<String> shownNumber, Optional<String> userData, String flow) {

    /** Without what is private. */
    @Override
    public String toString() {
        return "CallBackOrder[" + flow.length() + " characters]";
    }
}
