package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Playback;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller hears who is kept apart from its talk: the hold prompt, over and over. Owned by the call's thread. */
final class HoldMusic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HoldMusic.class);

    private final Call call;
    private final Optional<Playback> playback;

    private HoldMusic(Call call, Optional<Playback> playback) {
        this.call = call;
        this.playback = playback;
    }

    /** Silence, when there is nothing to play. */
    static HoldMusic begin(Call call, CallServices services) {
        return new HoldMusic(call, clip(call, services).map(clip -> call.media().play(clip, MediaSession.ENDLESS)));
    }

    /** What is heard by those who are held in a call. */
    static Optional<Clip> clip(Call call, CallServices services) {
        var prompt = services.settings().hold().prompt();
        if (prompt.isEmpty()) return Optional.empty();
        try {
            return Optional.of(services.prompts().load(call.application(), prompt));
        } catch (MediaFailure missing) {
            LOG.debug("call {} is held in silence: {}", call.id(), missing.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        playback.ifPresent(music -> {
            music.close();
            call.inbox().forgetPlayback(music.id(), false);
        });
    }
}
