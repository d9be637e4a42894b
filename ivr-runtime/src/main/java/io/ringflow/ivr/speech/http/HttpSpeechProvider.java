package io.ringflow.ivr.speech.http;

import io.ringflow.ivr.speech.SpeechEngine;
import io.ringflow.ivr.speech.SpeechProvider;
import io.ringflow.ivr.speech.SpeechSettings;
import java.util.concurrent.ScheduledExecutorService;

/** The provider {@code http}. Stateless. */
public final class HttpSpeechProvider implements SpeechProvider {

    @Override
    public String name() {
        return "http";
    }

    @Override
    public SpeechEngine open(SpeechSettings settings, ScheduledExecutorService timer) {
        return new HttpSpeechEngine(settings, timer);
    }
}
