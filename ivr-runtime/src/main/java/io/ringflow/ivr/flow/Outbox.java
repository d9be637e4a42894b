package io.ringflow.ivr.flow;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What is known of the deliveries to one application. Owned by the notifier's thread. */
final class Outbox {

    final String applicationId;
    final Circuit circuit;
    final Set<Long> underWay = new HashSet<>();

    /** Nothing of this application needs looking at before. */
    Instant lookAt = Instant.MIN;

    Outbox(String applicationId, Circuit circuit) {
        this.applicationId = applicationId;
        this.circuit = circuit;
    }

    void lookAtLatest(Instant time) {
        if (time.isBefore(lookAt)) lookAt = time;
    }
}
