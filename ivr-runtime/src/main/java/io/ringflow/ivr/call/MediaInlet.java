package io.ringflow.ivr.call;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts a session's events to its call. Called on the media loop, where nothing may wait. */
final class MediaInlet implements MediaListener {

    private static final Logger LOG = LoggerFactory.getLogger(MediaInlet.class);

    private final CallId id;
    private final Inbox inbox;
    private final Consumer<Runnable> offLoop;
    private volatile Runnable giveUp = () -> {};
    private volatile Consumer<MediaEvent.DigitToSignal> signal = key -> {};

    /** @param offLoop runs what may wait */
    MediaInlet(CallId id, Inbox inbox, Consumer<Runnable> offLoop) {
        this.id = id;
        this.inbox = inbox;
        this.offLoop = offLoop;
    }

    /** What gives up an exchange that the call is waiting for. */
    void onTimeout(Runnable giveUp) {
        this.giveUp = giveUp;
    }

    /** What sends a key by signalling; must not wait. */
    void onKeyToSignal(Consumer<MediaEvent.DigitToSignal> signal) {
        this.signal = signal;
    }

    @Override
    public void onEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.Digit digit -> {
                LOG.trace("call {} key {} by {}", id, digit.digit(), digit.source());
                inbox.post(new CallEvent.KeyPressed(digit.digit(), digit.carried()));
            }
            case MediaEvent.DigitEnded ended ->
                LOG.trace("call {} key {} let go after {} ms", id, ended.digit(), ended.durationMillis());
            case MediaEvent.DigitToSignal key -> signal.accept(key);
            case MediaEvent.DigitsSent sent -> inbox.post(new CallEvent.KeysSent(sent.sending()));
            case MediaEvent.PassFinished pass -> {
                // Who waits for a prompt to have been heard waits for its first pass; music goes on for hours.
                if (pass.pass() == 1) inbox.post(new CallEvent.PassFinished(pass.playback()));
            }
            case MediaEvent.PlaybackEnded last -> inbox.post(new CallEvent.PlaybackEnded(last.playback()));
            case MediaEvent.MediaStarted() -> {}
            case MediaEvent.MediaTimeout(long millis) -> {
                var reason = EndReason.of(Cause.MEDIA_TIMEOUT, "no sound came for " + millis / 1000 + " s");
                if (inbox.end(reason)) offLoop.accept(giveUp);
            }
        }
    }
}
