package io.ringflow.ivr.recording;

/**
 * What is to be recorded, for whom.
 *
 * @param call id of the call, or of what else is recorded
 * @param application id of the only application that may play it
 * @param channels 1 or 2
 * @param evenSilent keep it though nobody speaks
 */
public record RecordingOrder(
        String call, String application, RecordingFormat format, int channels, boolean evenSilent) {}
