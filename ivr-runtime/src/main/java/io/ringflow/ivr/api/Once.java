package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is sent under an {@code Idempotency-Key} once (draft-ietf-httpapi-idempotency-key-header). Thread-safe. */
final class Once {

    private static final Logger LOG = LoggerFactory.getLogger(Once.class);

    static final String HEADER = "Idempotency-Key";
    /** Says of an answer that it was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    /** The draft has it as a string in quotes; what is in use has none. */
    private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7e]{1,255})\"?");

    private final KeyMemory memory;

    Once(KeyMemory memory) {
        this.memory = memory;
    }

    /**
     * The key of a request.
     *
     * @throws ApiRefused it is none
     */
    static Optional<String> key(Optional<String> header) {
        if (header.isEmpty()) return Optional.empty();
        var key = KEY.matcher(header.get().strip());
        if (key.matches()) return Optional.of(key.group(1));
        throw new RestRefused(RestError.BAD_REQUEST, HEADER + " must be 1 to 255 visible ASCII characters.");
    }

    /**
     * Does it, or answers what it was answered before.
     *
     * @param fingerprint of method, path, query and body
     */
    Outgoing run(String account, Optional<String> key, byte[] fingerprint, Supplier<Outgoing> work) {
        if (key.isEmpty()) return work.get();
        return switch (memory.take(account, key.get(), HexFormat.of().formatHex(fingerprint))) {
            case KeyMemory.Verdict.Fresh() -> done(account, key.get(), work);
            case KeyMemory.Verdict.OtherRequest() -> throw new RestRefused(RestError.OTHER_REQUEST);
            case KeyMemory.Verdict.InProgress() -> throw new RestRefused(RestError.IN_PROGRESS);
            case KeyMemory.Verdict.Done(var answer) -> again(answer);
        };
    }

    private Outgoing done(String account, String key, Supplier<Outgoing> work) {
        @Nullable Outgoing answer = null;
        try {
            answer = work.get();
        } finally {
            if (answer == null || !answer.good()) noted(() -> memory.giveBack(account, key));
        }
        var done = answer;
        if (done.good()) noted(() -> memory.keep(account, key, kept(done)));
        return done;
    }

    /** What is done is done, also when that can't be written down: the key stays in progress then. */
    private static void noted(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException lost) {
            LOG.warn("an Idempotency-Key stays in progress: {}", lost.toString());
        }
    }

    private static KeptAnswer kept(Outgoing answer) {
        return new KeptAnswer(
                answer.status(),
                answer.contentType(),
                answer.headers().getOrDefault("Location", ""),
                new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static Outgoing again(KeptAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!answer.location().isEmpty()) headers.put("Location", answer.location());
        headers.put(REPLAYED, "true");
        return new Outgoing(
                answer.status(), answer.contentType(), headers, answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
