package io.ringflow.ivr.config;

import io.ringflow.ivr.event.EventLimits;
import io.ringflow.ivr.queue.CentreSettings;
import java.time.Duration;

/**
 * What holds for the queues and agents of all applications, already valid.
 *
 * @param serviceLevel who waits no longer is answered in time
 * @param standbyPrompt file that agents hear on an open line between talks; empty: silence
 * @param events how much is kept for who watches
 */
public record CallCentreConfig(
        CentreSettings centres, Duration serviceLevel, String standbyPrompt, EventLimits events) {}
