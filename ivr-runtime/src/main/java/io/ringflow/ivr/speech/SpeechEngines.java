package io.ringflow.ivr.speech;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** Opens the engine that the configuration names. Stateless. */
public final class SpeechEngines {

    private SpeechEngines() {}

    /** What {@code speech.provider} may be. */
    public static List<String> names() {
        return Stream.concat(SpeechProvider.all().stream().map(SpeechProvider::name), Stream.of(SpeechSettings.NONE))
                .toList();
    }

    /** @throws IllegalArgumentException if there is no provider of that name */
    public static SpeechEngine open(SpeechSettings settings, ScheduledExecutorService timer) {
        if (settings.provider().equals(SpeechSettings.NONE)) return new Silent();
        return SpeechProvider.all().stream()
                .filter(provider -> provider.name().equals(settings.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no speech provider " + settings.provider()))
                .open(settings, timer);
    }

    /** Speech that is turned off. */
    private static final class Silent implements SpeechEngine {

        private static final String OFF = "speech is turned off: speech.provider is none";

        @Override
        public String fingerprint() {
            return SpeechSettings.NONE;
        }

        @Override
        public Optional<String> missing() {
            return Optional.of(OFF);
        }

        @Override
        public SpeechPcm speak(Utterance utterance) {
            throw new SpeechFailure(SpeechFailure.Kind.UNAVAILABLE, OFF);
        }

        @Override
        public void close() {}
    }
}
