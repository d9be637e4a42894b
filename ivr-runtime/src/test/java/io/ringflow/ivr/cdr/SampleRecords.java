package io.ringflow.ivr.cdr;

import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Call records for tests, one deviation at a time; and how they get into a database. */
public record SampleRecords(String callId, String application, String caller, int endsAfter, boolean answered) {

    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    public static SampleRecords of(String callId, int endsAfter) {
        return new SampleRecords(callId, "shop", "13800138000", endsAfter, true);
    }

    SampleRecords ofApplication(String id) {
        return new SampleRecords(callId, id, caller, endsAfter, answered);
    }

    SampleRecords from(String number) {
        return new SampleRecords(callId, application, number, endsAfter, answered);
    }

    SampleRecords unanswered() {
        return new SampleRecords(callId, application, caller, endsAfter, false);
    }

    /** With nothing that a call need not have. */
    public CallRecord bare() {
        var end = START.plusSeconds(endsAfter);
        return new CallRecord(
                callId,
                application,
                Direction.INBOUND,
                caller,
                "4001234567",
                "none",
                Optional.empty(),
                new CallRecord.Times(START, Optional.empty(), answered ? Optional.of(START) : Optional.empty(), end),
                Optional.empty(),
                new CallRecord.End(answered ? "000000" : "107487", answered ? 200 : 487, "CALLER_HUNG_UP", "CALLER"),
                new CallRecord.Sound("none", Optional.empty(), Optional.empty(), 0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With all that a call may have. */
    CallRecord full() {
        return new CallRecord(
                callId,
                application,
                Direction.OUTBOUND,
                "",
                "057188886666",
                "carrier-a",
                Optional.of("26010509000000000000000000000002"),
                new CallRecord.Times(
                        START,
                        Optional.of(START.plusMillis(1_234)),
                        Optional.of(START.plusSeconds(5)),
                        START.plusSeconds(endsAfter)),
                Optional.of(new CallRecord.SecondTalk(
                        Optional.of("13900139000"), START.plusSeconds(10), START.plusSeconds(20))),
                new CallRecord.End("000000", 200, "CALLEE_HUNG_UP", "CALLEE"),
                new CallRecord.Sound("PCMA", Optional.of(4.25), Optional.of(4.0), 123_456_789_012L),
                Optional.of(new CallRecord.Recording("rec1", "http://127.0.0.1/recordings/rec1.wav?sig=1")),
                Optional.of("conf1"),
                Optional.of("你好, \"quoted\"\r\n\0 \uD800"),
                Optional.of(new CallRecord.Centre("7", Optional.of("1001"), Duration.ofSeconds(12))));
    }

    public static void keep(Database database, List<CallRecord> records) {
        try (var handle = database.jdbi().open();
                var insert = CallRecordRow.insert(handle.getConnection())) {
            for (var record : records) CallRecordRow.add(insert, record);
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
