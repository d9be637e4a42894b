package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.End;
import io.ringflow.ivr.cdr.CallRecord.Sound;
import io.ringflow.ivr.cdr.CallRecord.Times;
import io.ringflow.ivr.flow.BelatedEnd;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.ledger.LeftCall;
import io.ringflow.sip.EndReason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What is to be kept and told of calls that an earlier process did not see through. Pure. */
public final class LeftCalls {

    /** Of a call that was alive when its server died: 107500, as SIP has it for a fault of the server. */
    private static final End KILLED = new End("107500", 500, "SERVER_KILLED", EndReason.Party.SERVER.name());

    private static final Sound NONE = new Sound("none", Optional.empty(), Optional.empty(), 0);

    private final Applications applications;
    private final CallNotifications words;

    /** @param zone of the times in notifications */
    public LeftCalls(Applications applications, ZoneId zone) {
        this.applications = applications;
        this.words = new CallNotifications(zone);
    }

    /** Their ends, as they would have been written. Of an application that is gone nobody is told. */
    public List<BelatedEnd> ends(List<LeftCall> calls) {
        return calls.stream().map(this::end).toList();
    }

    private BelatedEnd end(LeftCall left) {
        var record = left.record().orElseGet(() -> record(left));
        boolean known = left.call().toldUnanswered() || record.answered();
        Optional<Application> application =
                applications.byId(left.call().applicationId()).filter(_ -> known);
        return new BelatedEnd(
                record, application.map(told -> words.last(told, record)).orElse(List.<Notification>of()));
    }

    private static CallRecord record(LeftCall left) {
        var call = left.call();
        var ended = left.ended();
        var times = new Times(
                call.beganAt(),
                left.alertedAt(),
                left.answeredAt(),
                ended.map(LeftCall.Ended::at).orElseGet(() -> lastSign(left)));
        return new CallRecord(
                call.callId(),
                call.applicationId(),
                call.direction(),
                call.caller(),
                call.called(),
                call.trunk(),
                Optional.empty(),
                times,
                Optional.empty(),
                ended.map(end -> end(end.reason(), left.answeredAt().isPresent()))
                        .orElse(KILLED),
                NONE,
                Optional.empty(),
                Optional.empty(),
                call.userData());
    }

    private static End end(EndReason why, boolean answered) {
        var reason = Goodbye.said(why, answered);
        var code = EndCode.of(reason, answered, Optional.empty());
        return new End(
                code, reason.sipStatus(), reason.cause().name(), reason.party().name());
    }

    /** Nobody knows when a killed server died; a call was not over before it was answered. */
    private static Instant lastSign(LeftCall left) {
        return left.answeredAt().filter(left.seenAt()::isBefore).orElse(left.seenAt());
    }
}
