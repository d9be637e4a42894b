package io.ringflow.ivr.speech.espeak;

import io.ringflow.ivr.speech.SpeechEngine;
import io.ringflow.ivr.speech.SpeechProvider;
import io.ringflow.ivr.speech.SpeechSettings;
import java.util.concurrent.ScheduledExecutorService;

/** The provider {@code espeak}. Stateless. */
public final class EspeakProvider implements SpeechProvider {

    @Override
    public String name() {
        return "espeak";
    }

    @Override
    public SpeechEngine open(SpeechSettings settings, ScheduledExecutorService timer) {
        return new EspeakEngine(settings, System.getenv("PATH"), timer);
    }
}
