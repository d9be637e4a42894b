package io.ringflow.ivr.recording;

import io.ringflow.ivr.recording.archive.ArchiveSettings;
import io.ringflow.media.Recording.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator may set about recordings, already valid.
 *
 * @param publicUrl what stands before {@code /recordings/...} in URLs; empty: the address of our HTTP server
 * @param urlLifetime how long a URL is good
 * @param keepFor age at which a recording is deleted
 * @param keepBytes size of all beyond which the oldest are deleted
 * @param leastFree bytes free on the disk below which nothing is recorded
 * @param sweepEvery between two looks at age and size
 * @param sampleRate of the files, Hz
 * @param pause what a pause leaves in a file, when who asks for it does not say
 * @param style of conversations and conferences
 * @param archive where recordings lie besides the disk; empty: nowhere
 */
public record RecordingSettings(
        Optional<URI> publicUrl,
        Duration urlLifetime,
        Duration keepFor,
        long keepBytes,
        long leastFree,
        Duration sweepEvery,
        int sampleRate,
        Pause pause,
        RecordingStyle style,
        Optional<ArchiveSettings> archive) {}
