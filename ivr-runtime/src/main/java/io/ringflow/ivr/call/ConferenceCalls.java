package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomKind;
import java.util.List;
import java.util.Optional;

/**
 * Brings calls into conferences and intercoms from outside of their flows (flow-protocol 8.5, D7). Thread-safe; may wait a moment for the
 * conference.
 */
public interface ConferenceCalls {

    /** Most numbers of one invitation. */
    int MOST_NUMBERS = 20;

    /**
     * {@code InviteJoinConf}, {@code InviteJoinIntercom}.
     *
     * @param numbers 1 to {@link #MOST_NUMBERS}, each called once for each time it stands here
     * @param action told for each number what came of it; empty: nobody
     */
    record Invited(RoomKind kind, String confId, List<String> numbers, JoinWish wish, String action) {
        public Invited {
            numbers = List.copyOf(numbers);
        }

        /** To a conference. */
        public Invited(String confId, List<String> numbers, JoinWish wish, String action) {
            this(RoomKind.CONFERENCE, confId, numbers, wish, action);
        }
    }

    /**
     * {@code JoinConf}.
     *
     * @param action told what came of it; empty: nobody
     */
    record Joining(RoomKind kind, String confId, String callId, JoinWish wish, String action) {

        /** To a conference. */
        public Joining(String confId, String callId, JoinWish wish, String action) {
            this(RoomKind.CONFERENCE, confId, callId, wish, action);
        }
    }

    /**
     * Calls numbers; who answers is in the conference. Returns at once.
     *
     * @return for each number the id of its call, empty for one that can't be called: that is told to {@code action} too
     * @throws io.ringflow.ivr.room.RoomRefused NO_SUCH_CONFERENCE, FULL
     * @throws DialRefused none of them can be called; then nothing is told
     */
    List<Optional<CallId>> invite(Application application, Invited invited);

    /**
     * Puts a running call into a conference, whatever its flow does at the moment; that goes on, when the call has left, at
     * {@code quiturl}.
     *
     * @return false when the application has no such call
     * @throws io.ringflow.ivr.room.RoomRefused NO_SUCH_CONFERENCE, FULL, ALREADY_IN
     */
    boolean join(Application application, Joining joining);
}
