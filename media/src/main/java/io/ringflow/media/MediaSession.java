package io.ringflow.media;

/**
 * The runtime's handle to one leg's media: one RTP port, one loop, one timeline. Thread-safe; each method queues one
 * command to the leg's loop. Closing frees the port (after its quarantine) and is idempotent.
 */
public interface MediaSession extends AutoCloseable {

    /** Repeats for ever. */
    int ENDLESS = -1;

    String id();

    /**
     * Answers an offer, the first one or a later one (hold, new codec, new address), and applies the result.
     *
     * @return the SDP answer
     * @throws MediaFailure BAD_DESCRIPTION or NOT_ACCEPTABLE; the session goes on as it was before
     */
    String answer(String offer);

    /** Our own offer, for an INVITE without one: all codecs configured. The version in o= grows by one each time. */
    String offer();

    /** Applies the far end's answer to our last offer. */
    void accept(String answer);

    /**
     * Plays a clip, replacing what is playing.
     *
     * @param passes times to play it, {@link #ENDLESS} or at least 1
     */
    Playback play(Clip clip, int passes);

    /**
     * Records what is said from now on. It ends with the session, with {@link Recording#close}, or at its limit; several
     * may run at once.
     */
    Recording record(RecordingPlan plan);

    /**
     * Presses keys, after those still being sent, the way the trunk's policy says; {@link MediaEvent.DigitsSent} tells
     * when the last is over. A policy that has signalling do it asks the owner key by key: {@link
     * MediaEvent.DigitToSignal}. While the call is held the keys wait.
     *
     * @param keys {@code 0-9 * # A-D}, and pauses: {@code w} half a second, {@code W} one, {@code ,} two
     * @param durationMillis of each press, brought into 40 to 8000
     * @param gapMillis silence after each press, at least 40
     * @return number of this sending
     * @throws IllegalArgumentException when there is nothing in it, something else, or more than 64
     */
    long sendDigits(String keys, int durationMillis, int gapMillis);

    /** A key that came by signalling; told as an event unless the same press has just come another way. */
    void digitBySignalling(char digit, int durationMillis);

    /** Figures of the session, at most a second old. */
    MediaStats stats();

    /** The pipeline as text, one node per line, for the operator. */
    String describe();

    @Override
    void close();
}
