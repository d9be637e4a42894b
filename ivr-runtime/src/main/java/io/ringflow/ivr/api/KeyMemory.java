package io.ringflow.ivr.api;

/**
 * What was done under an {@code Idempotency-Key}, for a day: the same request gets the same answer and is not done again.
 * Thread-safe.
 */
public interface KeyMemory {

    /** What is known of a key. */
    sealed interface Verdict {

        /** Nothing: it is taken now, and is to be kept or given back. */
        record Fresh() implements Verdict {}

        /** It was used for another request. */
        record OtherRequest() implements Verdict {}

        /** The request is not done yet, or the server was stopped while it was. */
        record InProgress() implements Verdict {}

        record Done(KeptAnswer answer) implements Verdict {}
    }

    /**
     * Takes a key, unless it was taken before.
     *
     * @param account whose key it is
     * @param request fingerprint of the request
     */
    Verdict take(String account, String key, String request);

    /** The request is done. */
    void keep(String account, String key, KeptAnswer answer);

    /** It came to nothing: it may be tried again, also otherwise. */
    void giveBack(String account, String key);
}
