package io.ringflow.ivr.app;

import io.ringflow.ivr.call.Prompts;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.media.Clip;
import io.ringflow.media.play.PromptStore;

/** What a server can play: prompt files, and its recordings. Thread-safe. */
record StoredPrompts(PromptStore files, RecordingStore recordings) implements Prompts {

    @Override
    public Clip load(String name) {
        return files.load(name);
    }

    @Override
    public Clip recording(String application, String name) {
        return recordings.clip(application, name);
    }
}
