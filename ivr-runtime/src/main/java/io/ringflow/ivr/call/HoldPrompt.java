package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Playback;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the caller hears while the application takes its time (D17): begun some seconds after the question, over when the
 * answer is there. An application may have one of its own: an uploaded prompt of the same name. Owned by the call's
 * thread; a timer begins the sound.
 */
final class HoldPrompt {

    private static final Logger LOG = LoggerFactory.getLogger(HoldPrompt.class);

    private final Call call;
    private final CallServices services;
    private @Nullable Optional<Clip> clip;

    HoldPrompt(Call call, CallServices services) {
        this.call = call;
        this.services = services;
    }

    /** From the question on; closed when its answer is there. For a call that is answered: else it rings. */
    Wait begin() {
        return clip().map(Wait::new).orElseGet(Wait::new);
    }

    /** Found once for a call, so that one that is missing costs each call one look. */
    private Optional<Clip> clip() {
        if (clip == null) clip = found(services.settings().hold().prompt());
        return clip;
    }

    private Optional<Clip> found(String name) {
        if (name.isEmpty()) return Optional.empty();
        try {
            return Optional.of(services.prompts().load(call.application(), name));
        } catch (MediaFailure missing) {
            LOG.debug("call {} has no hold prompt: {}", call.id(), missing.getMessage());
            return Optional.empty();
        }
    }

    /** The wait for one answer. */
    final class Wait implements AutoCloseable {

        private final Optional<ScheduledFuture<?>> timer;
        private @Nullable Playback playback;
        private boolean over;

        private Wait() {
            timer = Optional.empty();
        }

        private Wait(Clip clip) {
            long millis = services.settings().hold().after().toMillis();
            timer = Optional.of(services.timer().schedule(() -> play(clip), millis, TimeUnit.MILLISECONDS));
        }

        /** On the timer: hands over to the media loop. */
        private synchronized void play(Clip clip) {
            if (over) return;
            LOG.info("call {} waits for its application: the hold prompt begins", call.id());
            playback = call.media().play(clip, MediaSession.ENDLESS);
        }

        @Override
        public void close() {
            timer.ifPresent(waiting -> waiting.cancel(false));
            var begun = stopped();
            if (begun == null) return;
            begun.close();
            call.inbox().forgetPlayback(begun.id(), false);
        }

        private synchronized @Nullable Playback stopped() {
            over = true;
            return playback;
        }
    }
}
