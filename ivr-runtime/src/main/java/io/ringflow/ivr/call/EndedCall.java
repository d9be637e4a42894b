package io.ringflow.ivr.call;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.media.MediaStats;
import java.util.Optional;

/** What is kept of a call that is over. Pure. */
final class EndedCall {

    private EndedCall() {}

    static CallRecord record(CallSummary call, Optional<KeptRecording> recording) {
        return new CallRecord(
                call.id().text(),
                call.application().id(),
                call.outbound() ? Direction.OUTBOUND : Direction.INBOUND,
                call.from(),
                call.to(),
                call.trunk(),
                call.relatedCallId(),
                new CallRecord.Times(call.arrivedAt(), call.alertedAt(), call.answeredAt(), call.endedAt()),
                call.secondLeg()
                        .map(leg ->
                                new CallRecord.SecondTalk(Optional.of(leg.number()), leg.answeredAt(), leg.endedAt())),
                new CallRecord.End(
                        call.errorCode(),
                        call.reason().sipStatus(),
                        call.reason().cause().name(),
                        call.reason().party().name()),
                sound(call.media()),
                recording.map(kept -> new CallRecord.Recording(kept.id().text(), kept.url())),
                call.conferenceId(),
                call.userData(),
                call.centre());
    }

    private static CallRecord.Sound sound(MediaStats media) {
        return new CallRecord.Sound(
                media.codec(),
                score(media.quality().listening()),
                score(media.quality().remote()),
                media.bytesSent() + media.bytesReceived());
    }

    /** Media says -1 for none. */
    private static Optional<Double> score(double score) {
        return score < 0 ? Optional.empty() : Optional.of(score);
    }
}
