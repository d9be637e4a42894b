package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Sound;
import io.ringflow.media.Playback;

/** A playback of a call, as its command holds it. Owned by the call's thread. */
final class PlayingSound implements Sound {

    private final Inbox inbox;
    private final Playback playback;
    private final long begun;

    private boolean ended;
    private boolean closed;

    /** @param begun the inbox's number when it began */
    PlayingSound(Inbox inbox, Playback playback, long begun) {
        this.inbox = inbox;
        this.playback = playback;
        this.begun = begun;
    }

    long id() {
        return playback.id();
    }

    /** Keys with a greater number count. */
    long begun() {
        return begun;
    }

    boolean beganBefore(Inbox.Letter letter) {
        return letter.number() > begun;
    }

    void noteEnd() {
        ended = true;
    }

    @Override
    public boolean audible() {
        return true;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        playback.close();
        inbox.forgetPlayback(playback.id(), ended);
    }
}
