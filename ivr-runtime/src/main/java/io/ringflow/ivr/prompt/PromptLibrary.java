package io.ringflow.ivr.prompt;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Prompts;
import io.ringflow.media.Clip;

/** Prompts of a call: those its application sent us, then those of the server, which are everybody's. Thread-safe. */
public record PromptLibrary(UploadedPrompts uploaded, Prompts shared) implements Prompts {

    @Override
    public Clip load(Application application, String name) {
        return uploaded.has(application.id(), name)
                ? uploaded.load(application.id(), name)
                : shared.load(application, name);
    }

    @Override
    public Clip load(String name) {
        return shared.load(name);
    }

    @Override
    public Clip recording(String application, String name) {
        return shared.recording(application, name);
    }
}
