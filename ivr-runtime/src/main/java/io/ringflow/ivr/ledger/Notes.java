package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Centre;
import io.ringflow.ivr.cdr.CallRecord.End;
import io.ringflow.ivr.cdr.CallRecord.Recording;
import io.ringflow.ivr.cdr.CallRecord.SecondTalk;
import io.ringflow.ivr.cdr.CallRecord.Sound;
import io.ringflow.ivr.cdr.CallRecord.Times;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is noted of a call's end, as bytes, there and back. Pure. */
final class Notes {

    private static final String NOTHING = "";

    private Notes() {}

    static Packer of(EndReason reason, Instant when) {
        return new Packer()
                .text(reason.cause().name())
                .number(reason.sipStatus())
                .number(reason.q850())
                .time(when);
    }

    /** Without its text, which is for logs. */
    static LeftCall.Ended ended(Unpacker from) {
        var cause = Cause.valueOf(from.text());
        var reason = new EndReason(cause, (int) from.number(), (int) from.number(), NOTHING);
        return new LeftCall.Ended(reason, from.time());
    }

    /** What the beginning of the call does not tell already. New values go to the end: a page may be of an older server. */
    static Packer of(CallRecord record) {
        var packed = new Packer()
                .time(record.times().alertedAt())
                .time(record.times().answeredAt())
                .time(record.times().endedAt())
                .text(record.end().errorCode())
                .number(record.end().sipStatus())
                .text(record.end().cause())
                .text(record.end().endedBy())
                .text(record.sound().codec())
                .number(score(record.sound().heard()))
                .number(score(record.sound().sent()))
                .number(record.sound().bytes())
                .text(record.relatedCallId())
                .text(record.conferenceId())
                .time(record.second().map(SecondTalk::answeredAt));
        record.second().ifPresent(talk -> packed.time(talk.endedAt())
                .text(talk.number().map(Beginning::cut)));
        packed.text(record.recording().map(Recording::id));
        record.recording().ifPresent(kept -> packed.text(kept.url()));
        packed.text(record.centre().map(Centre::queue));
        record.centre()
                .ifPresent(centre -> packed.number(centre.waited().toMillis()).text(centre.agentId()));
        return packed;
    }

    static CallRecord record(Beginning call, Unpacker from) {
        var alerted = from.optionalTime();
        var answered = from.optionalTime();
        var times = new Times(call.beganAt(), alerted, answered, from.time());
        var end = new End(from.text(), (int) from.number(), from.text(), from.text());
        var sound = new Sound(from.text(), score(from.number()), score(from.number()), from.number());
        var related = from.optionalText();
        var conference = from.optionalText();
        var second = from.optionalTime().map(since -> second(since, from));
        var recording = from.optionalText().map(id -> new Recording(id, from.text()));
        var centre = from.optionalText().map(queue -> centre(queue, from));
        return new CallRecord(
                call.callId(),
                call.applicationId(),
                call.direction(),
                call.caller(),
                call.called(),
                call.trunk(),
                related,
                times,
                second,
                end,
                sound,
                recording,
                conference,
                call.userData(),
                centre);
    }

    private static Centre centre(String queue, Unpacker from) {
        var waited = Duration.ofMillis(from.number());
        return new Centre(queue, from.optionalText(), waited);
    }

    private static SecondTalk second(Instant since, Unpacker from) {
        var until = from.time();
        return new SecondTalk(from.optionalText(), since, until);
    }

    private static long score(Optional<Double> score) {
        return Double.doubleToRawLongBits(score.orElse(Double.NaN));
    }

    private static Optional<Double> score(long bits) {
        double score = Double.longBitsToDouble(bits);
        return Double.isNaN(score) ? Optional.empty() : Optional.of(score);
    }
}
