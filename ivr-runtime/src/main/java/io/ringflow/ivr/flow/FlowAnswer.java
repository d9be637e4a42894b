package io.ringflow.ivr.flow;

import org.jspecify.annotations.Nullable;

/**
 * What the application, or in its place the fallback or the survival flow, answered: the text of a document, not yet
 * read as commands.
 *
 * @param body document bytes, at most 64 kB, empty when {@code failure} is set and nothing stands in
 * @param contentType as received, may be null
 * @param origin who answered
 * @param failure why the origin is not APPLICATION; null when it is
 * @param requestId the X-Request-Id, for the call story
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never written again
public record FlowAnswer(
        byte[] body,
        @Nullable String contentType,
        Origin origin,
        @Nullable FlowFailure failure,
        String requestId) {

    /** Who answered. */
    public enum Origin {
        APPLICATION,
        FALLBACK,
        SURVIVAL
    }
}
