package io.ringflow.ivr.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conference or an intercom at a moment.
 *
 * @param number that callers may dial to enter it, digits ({@code voiptoconfid})
 * @param applicationId whose it is
 * @param playing whether something plays that {@link RoomOperation.StopPlay} would stop
 * @param volume steps that it was made louder, or softer when negative
 * @param members in the order they came
 * @param floor of an intercom
 */
public record RoomState(
        String confId,
        String number,
        String applicationId,
        Instant createdAt,
        int maxMembers,
        boolean locked,
        boolean playing,
        boolean recording,
        int volume,
        List<Member> members,
        Optional<Floor> floor) {

    public RoomState {
        members = List.copyOf(members);
    }

    /**
     * Who talks in an intercom.
     *
     * @param holder the call of whoever has the floor
     * @param waiting calls of those who want it, the next one first
     */
    public record Floor(Optional<String> holder, List<String> waiting) {
        public Floor {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * Who is in.
     *
     * @param chair role 1, of whom there is one at most
     * @param speaks whether it is heard when it speaks
     * @param hears whether it hears the others
     * @param talking whether it talks at this moment
     */
    public record Member(
            String callId,
            String number,
            boolean chair,
            boolean speaks,
            boolean hears,
            boolean talking,
            Instant joinedAt) {}
}
