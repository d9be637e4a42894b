package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls for tests of the ledger. */
final class SampleCalls {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private SampleCalls() {}

    /** A call of ours. */
    static Beginning call(int n) {
        return new Beginning(
                "260105090000000000000000%08d".formatted(n),
                "0123456789abcdef0123456789abcdef",
                Direction.OUTBOUND,
                "",
                "139%08d".formatted(n),
                "carrier",
                START.plusMillis(n),
                true,
                Optional.of("数据 " + n));
    }

    /** What is kept of it, with all that a call may have. */
    static CallRecord record(Beginning call) {
        var answered = call.beganAt().plusSeconds(3);
        return new CallRecord(
                call.callId(),
                call.applicationId(),
                call.direction(),
                call.caller(),
                call.called(),
                call.trunk(),
                Optional.of("26010509000000000000000000999999"),
                new CallRecord.Times(
                        call.beganAt(),
                        Optional.of(call.beganAt().plusSeconds(1)),
                        Optional.of(answered),
                        answered.plusSeconds(9)),
                Optional.of(new CallRecord.SecondTalk(
                        Optional.of("13900139000"), answered.plusSeconds(1), answered.plusSeconds(2))),
                new CallRecord.End("000000", 200, "CALLEE_HUNG_UP", "CALLEE"),
                new CallRecord.Sound("PCMA", Optional.of(4.25), Optional.empty(), 123_456_789_012L),
                Optional.of(new CallRecord.Recording("rec1", "http://127.0.0.1/recordings/rec1.wav?sig=1")),
                Optional.of("conf1"),
                call.userData(),
                Optional.of(new CallRecord.Centre("17", Optional.of("1001"), Duration.ofMillis(2_345))));
    }
}
