package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Voices;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What two calls know of each other while one fetches the other and they talk (D4): each thread moves it on and posts that
 * to the other. Thread-safe; for the one that is fetched it is what it waits for.
 */
final class Connection implements Activity {

    /** How far it has come; never back. */
    enum Stage {
        WANTED,
        TALKING,
        OVER
    }

    private final Call host;
    private final long party;
    private final Call guest;
    private final Voices voices;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WANTED);

    /** The guest's alone. */
    private long begun;

    /** @param party number of the guest in the host */
    Connection(Call host, long party, Call guest, Voices voices) {
        this.host = host;
        this.party = party;
        this.guest = guest;
        this.voices = voices;
    }

    Call host() {
        return host;
    }

    Call guest() {
        return guest;
    }

    Voices voices() {
        return voices;
    }

    Stage stage() {
        return stage.get();
    }

    /** Whether the guest still is to come. */
    boolean wanted() {
        return stage() == Stage.WANTED;
    }

    /** The guest comes; false when it is wanted no more. On its thread. */
    boolean accept() {
        begun = guest.inbox().now();
        boolean comes = stage.compareAndSet(Stage.WANTED, Stage.TALKING);
        if (comes) host.inbox().post(new CallEvent.PartyChanged(party));
        return comes;
    }

    /** Keys that the guest has pressed before are not for the host. */
    boolean beganBefore(Inbox.Letter letter) {
        return letter.number() > begun;
    }

    /** A key of the guest, for the host. */
    void press(char key) {
        if (guest.inbox().lastKeyCarried()) return;
        if (voices != Voices.CALLER_ONLY) KeyPress.forCall(host, key);
    }

    /** The guest leaves, or was not found by the host. On its thread; closing twice does nothing. */
    @Override
    public void close() {
        guest.inbox().forgetConnection(this);
        if (stage.getAndSet(Stage.OVER) != Stage.OVER) host.inbox().post(new CallEvent.PartyChanged(party));
    }

    /** The host needs the guest no more. On its thread. */
    void release() {
        var before = stage.getAndSet(Stage.OVER);
        if (before == Stage.WANTED) guest.inbox().forgetConnection(this);
        if (before == Stage.TALKING) guest.inbox().post(new CallEvent.Released(this));
    }
}
