package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Party;
import io.ringflow.media.MediaSession;
import java.util.Optional;

/** A party as the call that talks with it sees it: with what its figures and messages need. Owned by the call's thread. */
interface OtherSide extends Party {

    /** No other party of the call has it. */
    long id();

    /** Its sound. */
    MediaSession session();

    /** Whether its telephone holds the talk. */
    SessionTalks.Hold hold();

    /** Presses a key for it, whoever it is that presses. */
    default void send(char key) {
        press(key);
    }

    /** Its part in the call's figures, if it answered and belongs to the call. */
    Optional<SecondLeg> figures();

    /** The party's own call, if it has one. */
    Optional<CallId> callId();

    /**
     * What a command waits for.
     *
     * @param party its number
     */
    record Change(long party) implements Activity {
        @Override
        public void close() {}
    }
}
