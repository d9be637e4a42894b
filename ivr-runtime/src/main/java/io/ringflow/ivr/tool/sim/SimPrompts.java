package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.call.Prompts;
import io.ringflow.media.Clip;
import io.ringflow.media.play.PromptStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Prompts with their real length if their directory is known; else every one exists and is as long as assumed. */
final class SimPrompts implements Prompts {

    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final Optional<PromptStore> store;
    private final Duration assumed;
    private final String apology;

    /** @param apology the server's own prompt, which is no affair of the application's */
    SimPrompts(Optional<Path> directory, Duration assumed, String apology) {
        store = directory.map(files -> new PromptStore(List.of(files), MOST_BYTES, InstantSource.system()));
        this.assumed = assumed;
        this.apology = apology;
    }

    @Override
    public Clip load(String name) {
        if (store.isEmpty() || name.equals(apology)) return new SimClip(name, (int) assumed.toMillis());
        return store.get().load(name);
    }

    @Override
    public Clip recording(String application, String name) {
        return new SimClip("recording " + name, (int) assumed.toMillis());
    }
}
