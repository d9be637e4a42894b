package io.ringflow.ivr.recording;

/**
 * How conversations and conferences are recorded; {@code <Record>} says it itself.
 *
 * @param channels of a conversation, 2: the caller left, whom it talks to right; 1: both in one
 */
public record RecordingStyle(RecordingFormat format, int channels) {

    /** What there is when nobody says otherwise. */
    public static final RecordingStyle STANDARD = new RecordingStyle(RecordingFormat.WAV, 2);
}
