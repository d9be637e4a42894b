package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.RecentCalls;
import java.time.Instant;
import java.util.Optional;

/** One call. Immutable. */
record CallFacts(
        @Field(value = "The `callid` of notifications", pattern = "[0-9a-f]{32}")
        String callId,

        @Field("Id of the application") String application,
        @Field("Whether it came in, or was ours") Direction direction,

        @Field("The caller's number; empty when it is not told, and of a call of ours")
        String from,

        @Field("The number that was dialled") String to,

        @Field("Name of the trunk that it came or went over, or `none`")
        String trunk,

        @Field("How it stands") State state,
        @Field("When it came, or was dialled") Instant arrivedAt,
        @Field("When it was answered, if it was") Optional<Instant> answeredAt,

        @Field("Of the conversation, once it is over; whole seconds")
        Optional<Long> durationSeconds,

        @Field("What was given along with the order to dial, while the call lasts")
        Optional<String> userData,

        @Field("Id of the conference that it is in") Optional<String> conference,

        @Field("Six digits that tell how it ended, once it has")
        Optional<String> errorCode) {

    enum Direction {
        INBOUND,
        OUTBOUND
    }

    enum State {
        IDLE,
        RINGING,
        TALKING,
        ENDED
    }

    static CallFacts of(RecentCalls.Facts call, Optional<String> conference) {
        boolean ended = call.state() == RecentCalls.State.ENDED;
        return new CallFacts(
                call.callId(),
                call.applicationId(),
                call.outbound() ? Direction.OUTBOUND : Direction.INBOUND,
                call.from(),
                call.to(),
                call.trunk(),
                State.valueOf(call.state().name()),
                call.arrivedAt(),
                call.answeredAt(),
                ended ? Optional.of(call.duration().toSeconds()) : Optional.empty(),
                call.userData(),
                conference,
                call.errorCode());
    }
}
