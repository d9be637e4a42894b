package io.ringflow.ivr.application;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Applications of which a test needs no more than that they are there. */
public final class SampleApplications {

    private SampleApplications() {}

    /** One with this id, which is its name too. */
    public static Application of(String id) {
        return of(id, true, Optional.empty());
    }

    /** @param agents whether it may have a call centre */
    public static Application of(String id, boolean agents) {
        return of(id, agents, Optional.empty());
    }

    /** @param serviceId number that only its own accounts may call */
    public static Application of(String id, Optional<String> serviceId) {
        return of(id, true, serviceId);
    }

    private static Application of(String id, boolean agents, Optional<String> serviceId) {
        return new Application(
                id,
                id,
                URI.create("http://127.0.0.1/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true,
                agents,
                false,
                serviceId);
    }
}
