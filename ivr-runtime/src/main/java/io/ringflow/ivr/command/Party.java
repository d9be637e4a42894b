package io.ringflow.ivr.command;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody whom a call has called, from the INVITE on. Owned by the command that wanted it, used on the call's thread;
 * closing hangs up, whatever its state, and closing twice does nothing.
 */
public interface Party extends AutoCloseable {

    /** How far it has come; never back, save that one who is heard early may be unheard again. */
    enum State {
        /** It is being called, and nothing of it can be heard. */
        CALLED,
        /** It is being called, and the far end's own sound can be heard: a tone or an announcement. */
        AUDIBLE,
        /** It has answered. */
        TALKING,
        /** It did not answer, or has hung up. */
        OVER
    }

    /**
     * Whom to call.
     *
     * @param shownNumber what it is to be shown, where that may be chosen
     * @param ringing how long it may ring
     */
    record Wish(String number, Optional<String> shownNumber, Duration ringing) {}

    State state();

    /** Ends when the state is another one, or the party has pressed a key. Always the same. */
    Activity change();

    /** Lets the caller hear it, in place of what is played, and once it has answered be heard by it. */
    void connect();

    /** Presses a key for the party. */
    void press(char key);

    /** What a flow of its own wants of the conversation; empty when it has none. */
    default Optional<TalkTerms> terms() {
        return Optional.empty();
    }

    /** How long it talked, or has talked so far; zero if it never answered. */
    Duration talked();

    /** Whether it is over because the party hung up, after it had answered. */
    boolean hungUp();

    /** The six digits that tell why it is over (D16); {@code 000000} for a normal end, or none. */
    String code();

    @Override
    void close();
}
