package io.ringflow.ivr.command;

import io.ringflow.ivr.speech.Utterance;

/** Something a caller can be made to hear. Immutable. */
public sealed interface PromptPart {

    /**
     * A prompt file.
     *
     * @param recording the name is that of a recording, not of a prompt
     */
    record File(String name, boolean recording) implements PromptPart {}

    /** Text that is spoken. */
    record Spoken(Utterance utterance) implements PromptPart {}

    /** The short tone after which a caller is recorded. */
    record Beep() implements PromptPart {}
}
