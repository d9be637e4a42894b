package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.observe.SpeechMeters;
import io.ringflow.ivr.speech.SpeechEngines;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.speech.SpeechStore;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server has to speak with. */
final class SpeechPart {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechPart.class);

    private SpeechPart() {}

    static SpeechStore open(SpeechSettings settings, Path directory, MeterRegistry registry, Clockwork time) {
        var meters = new SpeechMeters(registry);
        var engine = SpeechEngines.open(settings, time.timers());
        var store = SpeechStore.open(engine, settings, directory, meters, time.clock());
        meters.watch(store);
        store.missing().ifPresent(what -> LOG.warn("{}; PlayTTS and what PlayMix reads out are passed over", what));
        return store;
    }
}
