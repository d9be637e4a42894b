package io.ringflow.ivr.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a handler answers. Immutable.
 *
 * @param body empty when there is none
 * @param location of what was made
 * @param stream writes the body instead, while it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(byte[] body, Optional<String> location, Optional<Stream> stream) {

    static final Reply NOTHING = new Reply(new byte[0], Optional.empty(), Optional.empty());

    /** A body that is too long to be held. It is closed by whoever got it, written or not. */
    @FunctionalInterface
    interface Stream extends AutoCloseable {
        void writeTo(OutputStream target) throws IOException;

        @Override
        default void close() {}
    }

    static Reply of(Record record) {
        return text(ShapeWriter.json(record).toString());
    }

    static Reply text(String text) {
        return new Reply(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty());
    }

    static Reply streamed(Stream stream) {
        return new Reply(NOTHING.body(), Optional.empty(), Optional.of(stream));
    }

    Reply at(String path) {
        return new Reply(body, Optional.of(path), stream);
    }
}
