package io.ringflow.ivr.rest;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request as the HTTP server understood it; its body is still to be read.
 *
 * @param target path and query as they were sent
 * @param subAccount whether {@code sid} stood below {@code /SubAccounts}
 * @param function what followed, in lower case: {@code ivr/dial}
 * @param query by lower-case name; of several values the first
 * @param contentType empty when there was none
 * @param address that it came from
 * @param base by which it reached us: scheme, host and port, without a slash at its end
 * @param body only who asks for it has it sent (RFC 9110 §10.1.1)
 */
record RestRequest(
        String method,
        String target,
        boolean subAccount,
        String sid,
        String function,
        Map<String, String> query,
        Optional<String> authorization,
        Optional<String> contentType,
        String address,
        String base,
        Supplier<InputStream> body) {

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(said -> !said.isEmpty());
    }

    /** Whether its sender shows a key, as new clients do, and not a signature. */
    boolean bearer() {
        return authorization
                .filter(said -> Bearer.PREFIX.matcher(said).lookingAt())
                .isPresent();
    }

    /** A new client's way to say who it is (RFC 6750 §2.1). */
    static final class Bearer {
        static final java.util.regex.Pattern PREFIX = java.util.regex.Pattern.compile("(?i)Bearer +");

        private Bearer() {}
    }
}
