package io.ringflow.ivr.recording;

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
 */
public record RecordingSettings(
        Optional<URI> publicUrl,
        Duration urlLifetime,
        Duration keepFor,
        long keepBytes,
        long leastFree,
        Duration sweepEvery,
        int sampleRate) {}
