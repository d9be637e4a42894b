package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.flow.BelatedEnd;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.ledger.Beginning;
import io.ringflow.ivr.ledger.LeftCall;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flow protocol 5.6, 5.7, D18: what is kept and told of a call whose server was killed. */
class LeftCallsTest {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant ANSWERED = START.plusSeconds(4);
    private static final Instant SEEN = START.plusSeconds(30);

    private final Application application = new CallBench().application();
    private final LeftCalls calls = new LeftCalls(new ApplicationTable(List.of(application), Map.of()), ZoneOffset.UTC);

    private Beginning call(Direction direction, String applicationId, boolean toldUnanswered) {
        return new Beginning(
                "26010509000000000000000000000001",
                applicationId,
                direction,
                direction == Direction.INBOUND ? "13800138000" : "",
                direction == Direction.INBOUND ? "4001234567" : "13900139000",
                "carrier",
                START,
                toldUnanswered,
                Optional.of("n1"));
    }

    private LeftCall left(Optional<Instant> answered, Optional<LeftCall.Ended> ended) {
        var call = call(Direction.OUTBOUND, application.id(), true);
        return new LeftCall(call, Optional.of(START.plusSeconds(1)), answered, ended, Optional.empty(), SEEN);
    }

    private static Optional<LeftCall.Ended> ended(Cause cause) {
        return Optional.of(new LeftCall.Ended(EndReason.of(cause, ""), START.plusSeconds(20)));
    }

    private BelatedEnd end(LeftCall left) {
        return calls.ends(List.of(left)).getFirst();
    }

    @Test
    void aCallThatWasAliveEndsWithItsServer() {
        var end = end(left(Optional.of(ANSWERED), Optional.empty()));

        assertThat(end.record().end()).isEqualTo(new CallRecord.End("107500", 500, "SERVER_KILLED", "SERVER"));
        assertThat(end.record().times().endedAt()).isEqualTo(SEEN);
        assertThat(end.last()).singleElement().satisfies(stop -> {
            assertThat(stop.target()).isEqualTo("stopservice");
            assertThat(stop.parameters())
                    .containsExactly(
                            entry("appid", application.id()),
                            entry("callid", end.record().callId()),
                            entry("starttime", "20260105090004"),
                            entry("endtime", "20260105090030"),
                            entry("callduration", "26"),
                            entry("mediaflow", "0"),
                            entry("videoflow", "0"),
                            entry("alertingtime", "20260105090001"),
                            entry("number", "13900139000"),
                            entry("errorcode", "107500"),
                            entry("userdata", "n1"),
                            entry("timestamp", "20260105090030"));
        });
    }

    @Test
    void aCallThatWasAnsweredAfterTheLastSignOfItsServerDoesNotEndBefore() {
        var answered = SEEN.plusMillis(700);
        assertThat(end(left(Optional.of(answered), Optional.empty()))
                        .record()
                        .times()
                        .endedAt())
                .isEqualTo(answered);
    }

    @Test
    void aCallThatHadEndedKeepsItsReason() {
        var busy = end(left(Optional.empty(), ended(Cause.CALLEE_BUSY))).record();
        assertThat(busy.end()).isEqualTo(new CallRecord.End("107486", 486, "CALLEE_BUSY", "CALLEE"));
        assertThat(busy.times().endedAt()).isEqualTo(START.plusSeconds(20));

        var over = end(left(Optional.of(ANSWERED), ended(Cause.CALLEE_HUNG_UP))).record();
        assertThat(over.end()).isEqualTo(new CallRecord.End("000000", 200, "CALLEE_HUNG_UP", "CALLEE"));

        var declined =
                end(left(Optional.empty(), ended(Cause.APPLICATION_HUNG_UP))).record();
        assertThat(declined.end().errorCode()).isEqualTo("107603");
    }

    @Test
    void aRecordThatWasReadyIsTaken() {
        var busy = end(left(Optional.empty(), ended(Cause.CALLEE_BUSY))).record();
        var ready = new LeftCall(
                call(Direction.OUTBOUND, application.id(), true),
                Optional.empty(),
                Optional.empty(),
                ended(Cause.SERVER_ERROR),
                Optional.of(busy),
                SEEN);
        assertThat(end(ready).record()).isEqualTo(busy);
    }

    @Test
    void ofAConsultedPartyThatNeverAnsweredNobodyIsTold() {
        var consulted = call(Direction.OUTBOUND, application.id(), false);
        var unanswered =
                new LeftCall(consulted, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), SEEN);
        var answered = new LeftCall(
                consulted, Optional.empty(), Optional.of(ANSWERED), Optional.empty(), Optional.empty(), SEEN);
        assertThat(end(unanswered).last()).isEmpty();
        assertThat(end(answered).last()).extracting(Notification::target).containsExactly("stopservice");
    }

    @Test
    void aCallOfAnApplicationThatIsGoneIsKeptOnly() {
        var orphan = new LeftCall(
                call(Direction.INBOUND, "gone", true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SEEN);
        assertThat(end(orphan).last()).isEmpty();
        assertThat(end(orphan).record().applicationId()).isEqualTo("gone");
    }
}
