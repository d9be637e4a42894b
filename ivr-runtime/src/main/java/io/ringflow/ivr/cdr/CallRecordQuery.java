package io.ringflow.ivr.cdr;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which call records are wanted; what is empty does not matter. Immutable.
 *
 * @param applicationIds of one of these; an empty set matches nothing
 * @param endedFrom ended then or later
 * @param endedBefore ended earlier
 * @param number that called, or was called, or was consulted: exactly as it stands there
 * @param answered whether somebody answered
 * @param errorCode six digits (D16)
 * @param oldestFirst in the order of their ends; otherwise the newest come first
 */
public record CallRecordQuery(
        Optional<Set<String>> applicationIds,
        Optional<Instant> endedFrom,
        Optional<Instant> endedBefore,
        Optional<String> number,
        Optional<Boolean> answered,
        Optional<String> errorCode,
        Optional<CallRecord.Direction> direction,
        boolean oldestFirst) {

    /** Every record, the newest first. */
    public static final CallRecordQuery ALL = new CallRecordQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    public CallRecordQuery ofApplications(Set<String> ids) {
        return new CallRecordQuery(
                Optional.of(Set.copyOf(ids)),
                endedFrom,
                endedBefore,
                number,
                answered,
                errorCode,
                direction,
                oldestFirst);
    }

    /** @param before not included */
    public CallRecordQuery ended(Optional<Instant> from, Optional<Instant> before) {
        return new CallRecordQuery(applicationIds, from, before, number, answered, errorCode, direction, oldestFirst);
    }

    public CallRecordQuery withNumber(String wanted) {
        return new CallRecordQuery(
                applicationIds,
                endedFrom,
                endedBefore,
                Optional.of(wanted),
                answered,
                errorCode,
                direction,
                oldestFirst);
    }

    public CallRecordQuery withResult(Optional<Boolean> wasAnswered, Optional<String> code) {
        return new CallRecordQuery(
                applicationIds, endedFrom, endedBefore, number, wasAnswered, code, direction, oldestFirst);
    }

    public CallRecordQuery withDirection(CallRecord.Direction wanted) {
        return new CallRecordQuery(
                applicationIds, endedFrom, endedBefore, number, answered, errorCode, Optional.of(wanted), oldestFirst);
    }

    public CallRecordQuery inOrder() {
        return new CallRecordQuery(
                applicationIds, endedFrom, endedBefore, number, answered, errorCode, direction, true);
    }
}
