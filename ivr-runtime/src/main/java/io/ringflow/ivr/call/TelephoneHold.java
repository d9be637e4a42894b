package io.ringflow.ivr.call;

import io.ringflow.ivr.call.SessionTalks.Hold;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is heard in a talk of two that one of them holds by its own telephone: the hold prompt, unless that telephone, or what
 * stands before it, sends something of its own. Owned by the call's thread.
 */
final class TelephoneHold implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelephoneHold.class);

    /** Figures are a second old at most: what came in between is in the later ones. */
    private static final Duration LISTENING = Duration.ofMillis(1_500);

    /** One who holds. */
    record Holder(Hold how, MediaSession session) {}

    private final Call call;
    private final CallServices services;
    private final TalkSound sound;

    private @Nullable Holder holder;
    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable Playback music;
    private Instant due = Instant.MAX;
    private long received = -1;

    TelephoneHold(Call call, CallServices services, TalkSound sound) {
        this.call = call;
        this.services = services;
        this.sound = sound;
    }

    /** @param now who holds the other at this moment; empty: nobody, or nobody who is to hear of it */
    void look(Optional<Holder> now) {
        if (!now.equals(Optional.ofNullable(holder))) begin(now);
        if (holder != null && !services.clock().instant().isBefore(due)) listened(holder);
    }

    private void begin(Optional<Holder> now) {
        close();
        now.ifPresent(one -> {
            holder = one;
            LOG.info("call {}: one of the two holds the other", call.id());
            if (one.how() == Hold.SILENT) play();
            else listen();
        });
    }

    private void listen() {
        due = services.clock().instant().plus(LISTENING);
        alarm = services.timer()
                .schedule(
                        () -> call.inbox().post(new CallEvent.PartyChanged(Talks.LEGS)),
                        LISTENING.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void listened(Holder one) {
        due = Instant.MAX;
        long before = received;
        received = one.session().stats().packetsReceived();
        if (before < 0) listen();
        else if (before == received) play();
    }

    private void play() {
        try {
            HoldMusic.clip(call, services).ifPresent(clip -> music = sound.play(clip));
        } catch (MediaFailure over) {
            LOG.debug("call {}: nobody is left to hear music: {}", call.id(), over.getMessage());
        }
    }

    @Override
    public void close() {
        if (alarm != null) alarm.cancel(false);
        if (music != null) music.close();
        holder = null;
        alarm = null;
        music = null;
        due = Instant.MAX;
        received = -1;
    }
}
