package io.ringflow.ivr.command;

import io.ringflow.ivr.recording.RecordingFormat;
import java.time.Duration;

/**
 * How a caller is to be recorded.
 *
 * @param channels 1: the caller; 2: the caller left, what the caller hears right
 * @param maxLength after which it ends by itself
 * @param silence of the caller after which it ends by itself; zero: never
 * @param evenSilent keep it though the caller says nothing: others may have spoken
 */
public record RecordingTerms(
        RecordingFormat format, int channels, Duration maxLength, Duration silence, boolean evenSilent) {}
