package io.ringflow.media;

/** What a session tells its owner, in order. */
public sealed interface MediaEvent {

    /** Where a digit was recognised. */
    enum DigitSource {
        RFC4733,
        SIP_INFO,
        /** Tones in the audio (ITU-T Q.23). */
        INBAND
    }

    /**
     * A key was pressed: told once per press, at the first sign of it, however many ways it came.
     *
     * @param digit {@code 0-9 * # A-D}
     * @param source the way that was first
     * @param startMillis when the press began, in the session's time
     * @param carried whether another session's far end is given the press as it came, in a conference that relays: nobody
     *     need press it anew there
     */
    record Digit(char digit, DigitSource source, int startMillis, boolean carried) implements MediaEvent {

        /** For this session only. */
        public Digit(char digit, DigitSource source, int startMillis) {
            this(digit, source, startMillis, false);
        }
    }

    /**
     * The key told last was released. Follows each {@link Digit}, before the next one, and at the latest when nothing
     * more was seen of it for a while; not told when the session is closed meanwhile.
     *
     * @param durationMillis of the press: by SIP INFO and RFC 4733 what the far end says, by tones what was heard
     */
    record DigitEnded(char digit, DigitSource source, int durationMillis) implements MediaEvent {}

    /** Keys that {@link MediaSession#sendDigits} was given are sent, or never will be. Once for each such call. */
    record DigitsSent(long sending, boolean completed) implements MediaEvent {}

    /**
     * A key is due that has to be sent by signalling: the owner sends a SIP INFO.
     *
     * @param digit {@code 0-9 * # A-D}
     */
    record DigitToSignal(char digit, int durationMillis) implements MediaEvent {}

    /** A pass of a playback came to its end; {@code pass} counts from 1. Also told for the last pass, before the end. */
    record PassFinished(long playback, int pass) implements MediaEvent {}

    /** A playback has ended: played out, or stopped or replaced ({@code completed} false). Once per playback. */
    record PlaybackEnded(long playback, boolean completed) implements MediaEvent {}

    /** The first valid RTP packet of the far end arrived. */
    record MediaStarted() implements MediaEvent {}

    /** Nothing valid arrived for the configured time though the far end should be sending. */
    record MediaTimeout(long silentMillis) implements MediaEvent {}
}
