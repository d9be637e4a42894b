package io.ringflow.ivr.call;

import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a consulted call and the one that consults it know of each other (D1): the consulted one's thread writes down how it
 * is and posts that something did change, the other looks. Thread-safe.
 */
final class Consultation {

    private final Call main;
    private final long party;
    private final String action;
    private final String number;

    private volatile @Nullable Instant answeredAt;
    private volatile @Nullable TalkTerms wanted;
    private volatile boolean joined;
    private volatile boolean parted;
    private volatile @Nullable EndReason end;
    private volatile @Nullable Instant endedAt;

    /**
     * @param party its number in the call that consults
     * @param action asked for the flow
     * @param number that is called
     */
    Consultation(Call main, long party, String action, String number) {
        this.main = main;
        this.party = party;
        this.action = action;
        this.number = number;
    }

    Call main() {
        return main;
    }

    String action() {
        return action;
    }

    String number() {
        return number;
    }

    /** The consulted call has answered, and its flow begins. */
    void answered(Instant when) {
        answeredAt = when;
    }

    /** The consulted call's flow wants to talk. */
    void join(TalkTerms terms) {
        wanted = terms;
        main.inbox().post(new CallEvent.PartyChanged(party));
    }

    /** The consulted call is over, or wants to talk no more; the first reason counts. */
    void over(EndReason reason, Instant when) {
        if (end != null) return;
        endedAt = when;
        end = reason;
        main.inbox().post(new CallEvent.PartyChanged(party));
    }

    /** The consulted call has something else to do, and is its own from now on. */
    void part(Instant when) {
        parted = true;
        over(EndReason.of(Cause.APPLICATION_HUNG_UP, "the party has left"), when);
    }

    boolean parted() {
        return parted;
    }

    /** The two hear each other, or do no more. */
    void joined(boolean now) {
        joined = now;
    }

    /** Presses keys for the call that consults; whoever presses them hears nothing of their end. */
    void press(String keys, Duration each, Duration between) {
        KeyPress.forCall(main, keys, each, between);
    }

    /** The same for one key pressed in the conversation. */
    void press(char key) {
        if (joined) KeyPress.forCall(main, key);
    }

    Optional<TalkTerms> wanted() {
        return Optional.ofNullable(wanted);
    }

    Optional<EndReason> end() {
        return Optional.ofNullable(end);
    }

    Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
