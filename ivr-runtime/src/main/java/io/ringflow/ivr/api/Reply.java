package io.ringflow.ivr.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a handler answers. Immutable.
 *
 * @param body empty when there is none
 * @param location of what was made
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(byte[] body, Optional<String> location) {

    static final Reply NOTHING = new Reply(new byte[0], Optional.empty());

    static Reply of(Record record) {
        return new Reply(ShapeWriter.json(record).toString().getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static Reply text(String text) {
        return new Reply(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    Reply at(String path) {
        return new Reply(body, Optional.of(path));
    }
}
