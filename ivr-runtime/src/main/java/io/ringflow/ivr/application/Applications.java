package io.ringflow.ivr.application;

import java.util.List;
import java.util.Optional;

/** Looks up who serves a dialled number. Thread-safe; a new call sees the newest table. */
public interface Applications {

    /** The application of an access number: exact, else the catch-all, else empty (404). */
    Optional<Application> forNumber(String number);

    /** Whether a number is one of an application's own, and not only the catch-all's. */
    default boolean hasNumber(String number) {
        return forNumber(number).isPresent();
    }

    Optional<Application> byId(String appId);

    /** The application whose {@code serviceid} a number is (flow-protocol 1.1): only its own VoIP accounts reach it so. */
    default Optional<Application> forService(String number) {
        return Optional.empty();
    }

    /** All there are, in no order. */
    List<Application> all();
}
