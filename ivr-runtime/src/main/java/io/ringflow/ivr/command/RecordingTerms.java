package io.ringflow.ivr.command;

import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingStyle;
import java.time.Duration;

/**
 * How a caller, or a conversation, is to be recorded.
 *
 * @param sides who is in it
 * @param maxLength after which it ends by itself
 * @param silence of the caller after which it ends by itself; zero: never
 * @param evenSilent keep it though the caller says nothing: others may have spoken
 */
public record RecordingTerms(
        RecordingFormat format, Sides sides, Duration maxLength, Duration silence, boolean evenSilent) {

    /** Who is in a recording, and where. */
    public enum Sides {
        /** The caller alone. */
        CALLER(1),
        /** The caller, and what the caller hears, in one channel. */
        MIXED(1),
        /** The caller left, what the caller hears right. */
        APART(2);

        private final int channels;

        Sides(int channels) {
            this.channels = channels;
        }
    }

    /** All that both say, until somebody ends it. */
    public static RecordingTerms conversation(RecordingStyle style) {
        var sides = style.channels() == 2 ? Sides.APART : Sides.MIXED;
        return new RecordingTerms(style.format(), sides, Duration.ZERO, Duration.ZERO, true);
    }

    /** Of the file. */
    public int channels() {
        return sides.channels;
    }
}
