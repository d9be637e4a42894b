package io.ringflow.ivr.speech;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A kind of speech engine, found by {@link ServiceLoader}: a jar on the class path that names one in
 * {@code META-INF/services} brings a provider of its own.
 */
public interface SpeechProvider {

    /** What {@code speech.provider} calls it. */
    String name();

    /** @param timer runs deadlines: short tasks only */
    SpeechEngine open(SpeechSettings settings, ScheduledExecutorService timer);

    /** Every provider there is. */
    static List<SpeechProvider> all() {
        return ServiceLoader.load(SpeechProvider.class, SpeechProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
