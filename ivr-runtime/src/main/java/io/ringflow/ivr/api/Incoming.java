package io.ringflow.ivr.api;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request as the HTTP server understood it; its body is still to be read.
 *
 * @param path as it was sent
 * @param query values by name
 * @param rawQuery as it was sent; empty: none
 * @param headers the first value of a header, by its name
 * @param address that it came from
 * @param body only who asks for it has it sent (RFC 9110 §10.1.1)
 */
record Incoming(
        String method,
        String path,
        Map<String, List<String>> query,
        String rawQuery,
        Function<String, Optional<String>> headers,
        String address,
        Supplier<InputStream> body) {

    Optional<String> header(String name) {
        return headers.apply(name);
    }

    String target() {
        return path + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
    }
}
