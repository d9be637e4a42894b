package io.ringflow.media;

/** What a session tells its owner, in order. */
public sealed interface MediaEvent {

    /** Where a digit was recognised. */
    enum DigitSource {
        RFC4733,
        SIP_INFO
    }

    /**
     * A key was pressed: told once per press, at the first packet seen of it.
     *
     * @param digit {@code 0-9 * # A-D}
     */
    record Digit(char digit, DigitSource source) implements MediaEvent {}

    /** A pass of a playback came to its end; {@code pass} counts from 1. Also told for the last pass, before the end. */
    record PassFinished(long playback, int pass) implements MediaEvent {}

    /** A playback has ended: played out, or stopped or replaced ({@code completed} false). Once per playback. */
    record PlaybackEnded(long playback, boolean completed) implements MediaEvent {}

    /** The first valid RTP packet of the far end arrived. */
    record MediaStarted() implements MediaEvent {}

    /** Nothing valid arrived for the configured time though the far end should be sending. */
    record MediaTimeout(long silentMillis) implements MediaEvent {}
}
