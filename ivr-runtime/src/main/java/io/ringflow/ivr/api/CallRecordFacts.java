package io.ringflow.ivr.api;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Centre;
import io.ringflow.ivr.cdr.CallRecord.Recording;
import io.ringflow.ivr.cdr.CallRecord.SecondTalk;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A call that is over, as it is kept. Immutable. */
record CallRecordFacts(
        @Field(value = "The `callid` of notifications", longest = 64)
        String callId,

        @Field("Id of the application") String application,
        @Field("Whether it came in, or was ours") CallFacts.Direction direction,

        @Field("Number of who called; empty when it is not told, and of a call of ours")
        String caller,

        @Field("Number that was dialled") String called,

        @Field("Name of the trunk that it came or went over, or `none`")
        String trunk,

        @Field("The other leg that it was connected with") Optional<String> relatedCallId,
        @Field("When it came, or was dialled") Instant beganAt,
        @Field("When it rang") Optional<Instant> alertedAt,
        @Field("When it was answered, if it was") Optional<Instant> answeredAt,
        @Field("When it ended") Instant endedAt,
        @Field("Of the conversation; whole seconds") long durationSeconds,

        @Field("Number of the last party that was consulted")
        Optional<String> secondNumber,

        @Field("From when on that was on the line") Optional<Instant> secondAnsweredAt,
        @Field("Until when") Optional<Instant> secondEndedAt,

        @Field(value = "Six digits; 000000 when all was well", pattern = "[0-9]{6}")
        String errorCode,

        @Field("SIP status that was, or would have been, sent; 200 for a normal end")
        int sipStatus,

        @Field("How it ended: one of a closed set, such as `caller_hung_up`")
        String cause,

        @Field("Whose doing that was: `caller`, `callee`, `trunk`, `application`, `server`")
        String endedBy,

        @Field("In use at the end, or `none`") String codec,
        @Field("Octets of sound, sent and received") long bytes,
        @Field("The last recording that it made") Optional<String> recordingId,
        @Field("The last conference that it was in") Optional<String> conference,

        @Field("What was given along with the order to dial")
        Optional<String> userData,

        @Field("The queue that it waited in last; empty: none, it was given to an agent")
        Optional<String> queue,

        @Field("The last agent that it talked with") Optional<String> agentId,

        @Field("How long it waited for an agent; whole seconds")
        Optional<Long> waitedSeconds) {

    static CallRecordFacts of(CallRecord call) {
        var times = call.times();
        return new CallRecordFacts(
                call.callId(),
                call.applicationId(),
                CallFacts.Direction.valueOf(call.direction().name()),
                call.caller(),
                call.called(),
                call.trunk(),
                call.relatedCallId(),
                times.beganAt(),
                times.alertedAt(),
                times.answeredAt(),
                times.endedAt(),
                call.duration().toSeconds(),
                call.second().flatMap(SecondTalk::number),
                call.second().map(SecondTalk::answeredAt),
                call.second().map(SecondTalk::endedAt),
                call.end().errorCode(),
                call.end().sipStatus(),
                call.end().cause().toLowerCase(Locale.ROOT),
                call.end().endedBy().toLowerCase(Locale.ROOT),
                call.sound().codec(),
                call.sound().bytes(),
                call.recording().map(Recording::id),
                call.conferenceId(),
                call.userData(),
                call.centre().map(Centre::queue),
                call.centre().flatMap(Centre::agentId),
                call.centre().map(centre -> centre.waited().toSeconds()));
    }
}
