package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.sip.EndReason;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that an earlier process did not see through. Immutable.
 *
 * @param ended empty: it was alive when the process died
 * @param record what was to be kept of it; may be missing when it had only just ended
 * @param seenAt when the process is last known to have lived, to a second; not before the call began
 */
public record LeftCall(
        Beginning call,
        Optional<Instant> alertedAt,
        Optional<Instant> answeredAt,
        Optional<Ended> ended,
        Optional<CallRecord> record,
        Instant seenAt) {

    /** How it ended, and when. */
    public record Ended(EndReason reason, Instant at) {}
}
