package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.MediaFileUpload;
import java.util.List;

/** What body a route takes. Immutable. */
sealed interface Input<B> {

    /** Of the body, without parameters; empty when there is none. */
    List<String> contentTypes();

    /** There is no body; one that is sent is not looked at. */
    record None() implements Input<None> {
        static final None NOTHING = new None();

        @Override
        public List<String> contentTypes() {
            return List.of();
        }
    }

    /** An object. */
    record Json<B extends Record>(Class<B> type) implements Input<B> {
        @Override
        public List<String> contentTypes() {
            return List.of("application/json");
        }
    }

    /** A {@code <Response>}. */
    record Flow() implements Input<Flow.Text> {

        /** As it was sent. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Text(byte[] octets, String contentType) {}

        @Override
        public List<String> contentTypes() {
            return List.of("application/xml", "text/xml");
        }
    }

    /** A file of sound, or a zip of such, on disk while it is looked at. */
    record Sound() implements Input<MediaFileUpload.Received> {
        @Override
        public List<String> contentTypes() {
            return List.of(
                    "application/octet-stream",
                    "audio/wav",
                    "audio/x-wav",
                    "audio/mpeg",
                    "audio/mp3",
                    "application/zip");
        }
    }
}
