package io.ringflow.ivr.api;

import io.ringflow.ivr.room.RoomState;
import java.time.Instant;
import java.util.List;

/** One conference. Immutable. */
record ConferenceFacts(
        @Field("Its id") String confId,

        @Field("A number that callers dial to come in") String number,

        @Field("Id of the application") String application,
        @Field("When it was made") Instant createdAt,
        @Field("How many may be in at a time") int maxMembers,
        @Field("Whether callers are asked for a password") boolean locked,
        @Field("Whether a file is played to all") boolean playing,
        @Field("Whether it is being recorded") boolean recording,

        @Field("Steps that it was made louder, or softer when negative")
        int volume,

        @Field("Who is in, in the order they came") List<MemberFacts> members) {

    record MemberFacts(
            @Field("Its call") String callId,
            @Field("Its number") String number,
            @Field("Whether it has the chair") boolean chair,
            @Field("Whether it is heard when it speaks") boolean speaks,
            @Field("Whether it hears the others") boolean hears,
            @Field("Whether it talks at this moment") boolean talking,
            @Field("When it came") Instant joinedAt) {

        static MemberFacts of(RoomState.Member member) {
            return new MemberFacts(
                    member.callId(),
                    member.number(),
                    member.chair(),
                    member.speaks(),
                    member.hears(),
                    member.talking(),
                    member.joinedAt());
        }
    }

    static ConferenceFacts of(RoomState room) {
        return new ConferenceFacts(
                room.confId(),
                room.number(),
                room.applicationId(),
                room.createdAt(),
                room.maxMembers(),
                room.locked(),
                room.playing(),
                room.recording(),
                room.volume(),
                room.members().stream().map(MemberFacts::of).toList());
    }
}
