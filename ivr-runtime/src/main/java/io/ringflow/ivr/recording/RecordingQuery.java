package io.ringflow.ivr.recording;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which recordings are wanted. Immutable.
 *
 * @param applications empty: of all
 * @param call or conference; empty: of any
 * @param begunBy the latest that they may have begun
 * @param most of those that lie elsewhere, the newest of them: all that are here are told anyway
 */
public record RecordingQuery(
        Optional<Set<String>> applications, Optional<String> call, Optional<Instant> begunBy, int most) {

    boolean matches(RecordingManifest one) {
        return applications.map(ids -> ids.contains(one.application())).orElse(true)
                && call.map(one.call()::equals).orElse(true)
                && begunBy.map(latest -> !one.startedAt().isAfter(latest)).orElse(true);
    }
}
