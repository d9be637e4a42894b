package io.ringflow.ivr.api;

import io.ringflow.ivr.room.RoomState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One intercom. Immutable. */
record IntercomFacts(
        @Field("Its id") String intercomId,

        @Field("Id of the application") String application,
        @Field("When it was made") Instant createdAt,
        @Field("How many may be in at a time") int maxMembers,
        @Field("Whether it is being recorded") boolean recording,

        @Field("The call of the member that has the floor; missing: nobody talks")
        Optional<String> talker,

        @Field("The calls of members that wait for the floor, the next one first")
        List<String> waiting,

        @Field("Who is in, in the order they came") List<IntercomMemberFacts> members) {

    record IntercomMemberFacts(
            @Field("Its call") String callId,
            @Field("Its number") String number,
            @Field("When it came") Instant joinedAt) {}

    static IntercomFacts of(RoomState room) {
        return new IntercomFacts(
                room.confId(),
                room.applicationId(),
                room.createdAt(),
                room.maxMembers(),
                room.recording(),
                room.floor().flatMap(RoomState.Floor::holder),
                room.floor().map(RoomState.Floor::waiting).orElse(List.of()),
                room.members().stream()
                        .map(member -> new IntercomMemberFacts(member.callId(), member.number(), member.joinedAt()))
                        .toList());
    }
}
