package io.ringflow.ivr.speech;

import java.util.Optional;

/** Makes sound of text. Thread-safe; called on virtual threads, never on a media loop. */
public interface SpeechEngine extends AutoCloseable {

    /**
     * Everything besides the utterance that changes how it sounds: the engine's name, model, default voice. Part of what
     * speech is kept by.
     */
    String fingerprint();

    /** What is missing for it to speak, and what to do about it; empty: nothing. */
    Optional<String> missing();

    /**
     * Blocks until the whole sound is there.
     *
     * @throws SpeechFailure within the time limit of its settings
     */
    SpeechPcm speak(Utterance utterance);

    @Override
    void close();
}
