package io.ringflow.ivr.command;

import io.ringflow.ivr.application.Application;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A call as its commands see it. Used on the call's own thread only. Every method throws {@link CallEnded} once the
 * call is over.
 */
public interface CallControl {

    /** Answers, if that has not happened, and waits until the far end has acknowledged it. */
    void ensureAnswered();

    /** Whether the call still rings and this document is the answer to {@code startservice}: it can be refused (D5). */
    boolean refusable();

    /** Whether this command follows a collection of keys that got none (D8). */
    boolean afterInputTimeout();

    /**
     * Plays a prompt in place of what plays. A file that can't be played is told in the call's story and is
     * {@link Sound#NONE}.
     *
     * @param recording the name is that of a recording, not of a prompt
     * @param passes at least 1, or -1 for ever
     */
    Sound play(String file, boolean recording, int passes);

    /** Begins to get a prompt ready, and does not wait: speech is made while something else plays. */
    Upcoming prepare(PromptPart part);

    /**
     * Plays what was prepared, in place of what plays; waits until it is ready. What can't be had is told in the call's
     * story and is {@link Sound#NONE}.
     *
     * @param passes at least 1, or -1 for ever
     * @param after the part of the same prompt before it, whose keys count for this one too; else {@link Sound#NONE}
     */
    Sound play(Upcoming prompt, int passes, Sound after);

    /**
     * Presses keys for the caller, after those still being sent; ends when the last is over.
     *
     * @param keys {@code 0-9 * # A-D}, {@code w} and {@code W}
     */
    Activity sendKeys(String keys, Duration each, Duration between);

    /** Plays the ring-back tone without end, in place of what plays. */
    Sound playRingTone();

    /** Calls somebody for this call; what can't be called is a party that is over. */
    Party call(Party.Wish wish);

    /**
     * Calls somebody who, when it has answered, runs a flow of its own, and talks once that asks to be joined (D1).
     *
     * @param action asked for that flow
     */
    Party consult(Party.Wish wish, String action);

    /**
     * Fetches another call of the application out of what it does, to talk with this one (D4); one that can't be had is a
     * party that is over.
     */
    Party fetch(String callId, Voices voices);

    /**
     * Joins this call with the one that consulted it (D1); empty when there is none.
     *
     * @param callId of that one; another one's can't be had
     */
    Optional<Joint> join(Optional<String> callId, TalkTerms terms);

    /** Asks the far end to call somebody in our place (D2). */
    Referral refer(String number);

    /**
     * Who goes on talking with the caller when a party leaves their talk: somebody whom it had consulted and brought together
     * with the caller. That one needs no {@code connect}, and {@code leaving} is closed then. Empty: nobody does.
     */
    Optional<Party> remaining(Party leaving);

    /** Presses keys for the call that consulted this one; false when there is none. */
    boolean pressForPeer(String keys, Duration each, Duration between);

    /** Tells the application something and does not wait for it. */
    void tell(Outcome.Callback news);

    /**
     * Begins to record the caller; empty when the disk is full or fails, which is told.
     *
     * @param after the tone before it, since whose beginning keys count; {@link Sound#NONE}: since now
     */
    Optional<CallRecording> record(RecordingTerms terms, Sound after);

    /** Does something for the call's application that is not about this call. It may wait a moment, not for a call. */
    void operate(Consumer<Application> operation);

    /** The conferences of the call's application. */
    Conferences conferences();

    /**
     * Enters the call centre of the call's application.
     *
     * @param claimed the agent that was taken before, and is this visit's from now on
     */
    CentreVisit visitCentre(Optional<Claimed> claimed);

    /** Calls the far end, of a call that an agent makes. */
    void dial();

    /** Whether the far end of such a call has answered; that ends a wait for the visit to the call centre. */
    boolean answered();

    /**
     * Tells the application something and does not wait for it, if the call is over because the far end has hung up, or is
     * not heard any more. The one method for after the call's end.
     */
    void tellHungUp(Outcome.Callback news);

    /**
     * Begins to record what the caller says and hears, until it is closed; empty when all of the call is recorded
     * already, or the disk is full or fails, which is told.
     */
    Optional<CallRecording> recordConversation();

    /** A deadline that far from now. */
    Deadline deadline(Duration after);

    /** Waits for the first thing of these. */
    Heard await(Waiting waiting);

    /**
     * The next key is dropped if it is one of these and comes before anybody collects keys again: a finish key typed
     * behind an input that was already full.
     */
    void dropTrailing(KeySet keys);

    /** How long a call stays up when nothing runs in it (D12). */
    Duration idleLimit();
}
