package io.ringflow.bench.jmh;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.ledger.Beginning;
import io.ringflow.ivr.ledger.MappedLedger;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the ledger costs a call from its beginning to its end, all of it: once per call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LedgerBenchmark {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final EndReason REASON = EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up");
    private static final Beginning CALL = new Beginning(
            "26010509000000000000000000000001",
            "0123456789abcdef0123456789abcdef",
            Direction.INBOUND,
            "13800138000",
            "4001234567",
            "carrier",
            START,
            true,
            Optional.empty());
    private static final CallRecord RECORD = new CallRecord(
            CALL.callId(),
            CALL.applicationId(),
            CALL.direction(),
            CALL.caller(),
            CALL.called(),
            CALL.trunk(),
            Optional.empty(),
            new CallRecord.Times(START, Optional.of(START), Optional.of(START), START.plusSeconds(9)),
            Optional.empty(),
            new CallRecord.End("000000", 200, "CALLER_HUNG_UP", "CALLER"),
            new CallRecord.Sound("PCMA", Optional.of(4.2), Optional.of(4.1), 320_000),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Path file = Path.of("");
    private MappedLedger ledger = opened();

    private MappedLedger opened() {
        try {
            file = Files.createTempFile("ringflow", ".ledger");
            return MappedLedger.open(file, 5_000, InstantSource.system());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many calls are there all the time as a busy server has. */
    @Setup
    public void busy() {
        for (int n = 0; n < 2_000; n++) ledger.begin(CALL);
    }

    @TearDown
    public void delete() throws IOException {
        ledger.close();
        Files.delete(file);
    }

    @Benchmark
    public void wholeCall() {
        var notes = ledger.begin(CALL);
        notes.alerted(START);
        notes.answered(START);
        notes.ended(REASON);
        notes.over(RECORD);
        notes.clear();
    }
}
