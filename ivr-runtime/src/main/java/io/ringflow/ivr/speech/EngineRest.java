package io.ringflow.ivr.speech;

import io.ringflow.ivr.speech.SpeechFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves an engine alone for a while that can't be reached or answers too late several times in a row, so that not every
 * caller waits for that in silence. Thread-safe.
 */
final class EngineRest {

    static final int FAILURES = 3;
    static final Duration LENGTH = Duration.ofSeconds(10);

    private final InstantSource clock;

    private int failures;
    private Instant until = Instant.MIN;

    EngineRest(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws SpeechFailure UNAVAILABLE while it rests */
    synchronized void check() {
        if (clock.instant().isBefore(until)) {
            throw new SpeechFailure(
                    Kind.UNAVAILABLE, "the speech provider failed " + failures + " times in a row and is left alone");
        }
    }

    synchronized void succeeded() {
        failures = 0;
        until = Instant.MIN;
    }

    /** Only what costs a caller time counts; after a rest one failure is enough for the next. */
    synchronized void failed(Kind kind) {
        if (kind != Kind.CONNECT && kind != Kind.TIMEOUT) return;
        failures++;
        if (failures >= FAILURES) until = clock.instant().plus(LENGTH);
    }
}
