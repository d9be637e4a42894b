package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.sip.EndReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The only place where a call waits: what happens is posted from any thread, the call's thread takes what it asks for
 * and leaves the rest in order. The lock is held for a few field writes and never while calling out.
 *
 * <p>Bounded: keys typed ahead beyond {@link #MOST_KEYS} are lost, and what nobody took beyond {@link #MOST_FACTS}.
 * The end of the call is kept apart, can't be lost, and comes before everything else.
 */
final class Inbox {

    static final int MOST_KEYS = 32;
    static final int MOST_FACTS = 128;

    /** Looks at an event that nobody has taken; null leaves it where it is. Runs under the lock: decides only. */
    @FunctionalInterface
    interface Pick<T> {
        @Nullable
        Taken<T> from(Letter letter);
    }

    /**
     * An event in the inbox.
     *
     * @param number counts the events posted to this inbox
     */
    record Letter(long number, CallEvent event) {}

    /**
     * What an event is to the one who waits.
     *
     * @param keep the event stays for the next one who asks
     */
    record Taken<T>(T value, boolean keep) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    private final List<Letter> letters = new ArrayList<>();
    private final Set<Long> silenced = new HashSet<>();
    private final Set<Long> unheeded = new HashSet<>();
    private KeySet trailing = KeySet.NONE;
    private @Nullable EndReason end;
    private boolean parked;
    private boolean takesOrders;
    private long posted;
    private int keysWaiting;
    private boolean lastKeyCarried;

    /** Adds an event, if it is wanted; false when the call is over. Any thread. */
    boolean post(CallEvent event) {
        lock.lock();
        try {
            posted++;
            if (end != null) return false;
            if (!wanted(event)) return true;
            letters.add(new Letter(posted, event));
            if (event instanceof CallEvent.KeyPressed) keysWaiting++;
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait, now and later; true for the first reason given, which is the one that counts. Any thread. */
    boolean end(EndReason reason) {
        boolean first = over(reason);
        if (first) stir();
        return first;
    }

    /** The same, but the owner sleeps on until {@link #stir}: for several that are to end as one. Any thread. */
    boolean over(EndReason reason) {
        List<TalkOrder<?>> orders;
        lock.lock();
        try {
            if (end != null) return false;
            end = reason;
            orders = takenOrders();
            letters.clear();
            keysWaiting = 0;
        } finally {
            lock.unlock();
        }
        orders.forEach(TalkOrder::refuse);
        return true;
    }

    /** Has the owner look again at what there is. Any thread. */
    void stir() {
        lock.lock();
        try {
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Adds an order for the talk of this call; false when it has none. Any thread. */
    boolean order(TalkOrder<?> order) {
        lock.lock();
        try {
            if (end != null || !takesOrders) return false;
            posted++;
            letters.add(new Letter(posted, new CallEvent.Ordered(order)));
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on there is a talk. */
    void takeOrders() {
        lock.lock();
        try {
            takesOrders = true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on there is none; returns the orders that nobody has looked at. */
    List<TalkOrder<?>> refuseOrders() {
        lock.lock();
        try {
            takesOrders = false;
            return takenOrders();
        } finally {
            lock.unlock();
        }
    }

    private List<TalkOrder<?>> takenOrders() {
        var orders = new ArrayList<TalkOrder<?>>();
        letters.removeIf(
                letter -> letter.event() instanceof CallEvent.Ordered(TalkOrder<?> order) && orders.add(order));
        return orders;
    }

    Optional<EndReason> ended() {
        lock.lock();
        try {
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the owner waits and has looked at everything there is. */
    boolean parked() {
        lock.lock();
        try {
            return parked;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first event that is picked, looking at those that are there first, oldest first. The owner only.
     *
     * @throws CallEnded as soon as the call is over
     */
    <T> T await(Pick<T> pick) {
        lock.lock();
        try {
            while (true) {
                if (end != null) throw new CallEnded(end.text());
                var taken = take(pick);
                if (taken != null) return taken.value();
                parked = true;
                while (parked) arrived.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether who talks with this call has the key taken last already, as it came. The owner only. */
    boolean lastKeyCarried() {
        return lastKeyCarried;
    }

    /** Whether a document waits to be run. */
    boolean flowWaits() {
        lock.lock();
        try {
            return letters.stream().anyMatch(letter -> letter.event() instanceof CallEvent.FlowSent);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the document that waits to be run, if there is one. The owner only. */
    Optional<CallEvent.FlowSent> sentFlow() {
        lock.lock();
        try {
            for (var letter : letters) {
                if (!(letter.event() instanceof CallEvent.FlowSent sent)) continue;
                remove(letter);
                return Optional.of(sent);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** @throws CallEnded if the call is over */
    void check() {
        var reason = ended();
        if (reason.isPresent()) throw new CallEnded(reason.get().text());
    }

    /** The number of the newest event: those with a greater one happened after this moment. */
    long now() {
        lock.lock();
        try {
            return posted;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is there of a playback that is over for its owner, and what may still come of it. */
    void forgetPlayback(long playback, boolean endSeen) {
        lock.lock();
        try {
            boolean endWaiting =
                    letters.stream().anyMatch(letter -> letter.event().equals(new CallEvent.PlaybackEnded(playback)));
            letters.removeIf(letter -> playbackOf(letter.event()) == playback);
            if (!endSeen && !endWaiting) silenced.add(playback);
        } finally {
            lock.unlock();
        }
    }

    void forgetSending(long sending) {
        forget(new CallEvent.KeysSent(sending));
    }

    /** Nobody will ask whether these keys are sent. */
    void neverMindSending(long sending) {
        lock.lock();
        try {
            if (!letters.removeIf(letter -> letter.event().equals(new CallEvent.KeysSent(sending)))) {
                unheeded.add(sending);
            }
        } finally {
            lock.unlock();
        }
    }

    void forgetParty(long party) {
        forget(new CallEvent.PartyChanged(party));
    }

    void forgetRecording(long recording) {
        forget(new CallEvent.RecordingEnded(recording));
    }

    void forgetVisit(long visit) {
        forget(new CallEvent.ConferenceLeft(visit));
    }

    void forgetCentre(CentreMail mail) {
        forget(new CallEvent.CentreTold(mail));
    }

    void forgetReferral() {
        forget(new CallEvent.ReferralTold());
    }

    void forgetConnection(Connection connection) {
        forget(new CallEvent.Wanted(connection));
        forget(new CallEvent.Released(connection));
    }

    void forgetDeadline(long deadline) {
        forget(new CallEvent.TimeUp(deadline));
    }

    private void forget(CallEvent event) {
        lock.lock();
        try {
            letters.removeIf(letter -> letter.event().equals(event));
        } finally {
            lock.unlock();
        }
    }

    /** The next key is dropped if it is one of these and comes before {@link #collecting}. */
    void dropTrailing(KeySet keys) {
        lock.lock();
        try {
            trailing = keys;
            for (var letter : letters) {
                if (letter.event() instanceof CallEvent.KeyPressed pressed) {
                    if (keys.contains(pressed.key())) remove(letter);
                    trailing = KeySet.NONE;
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on every key counts. */
    void collecting() {
        lock.lock();
        try {
            trailing = KeySet.NONE;
        } finally {
            lock.unlock();
        }
    }

    private <T> @Nullable Taken<T> take(Pick<T> pick) {
        for (var letter : letters) {
            var taken = pick.from(letter);
            if (taken == null) continue;
            if (letter.event() instanceof CallEvent.KeyPressed pressed) lastKeyCarried = pressed.carried();
            if (!taken.keep()) remove(letter);
            return taken;
        }
        return null;
    }

    private void remove(Letter letter) {
        letters.remove(letter);
        if (letter.event() instanceof CallEvent.KeyPressed) keysWaiting--;
    }

    private boolean wanted(CallEvent event) {
        return switch (event) {
            case CallEvent.KeyPressed pressed -> !trails(pressed.key()) && keysWaiting < MOST_KEYS;
            // An endless prompt tells every pass; one that nobody has looked at stands for all.
            case CallEvent.PassFinished pass ->
                !silenced.contains(pass.playback())
                        && letters.stream().noneMatch(letter -> letter.event().equals(pass))
                        && room();
            case CallEvent.PlaybackEnded last -> !silenced.remove(last.playback()) && room();
            case CallEvent.KeysSent(long sending) -> !unheeded.remove(sending) && room();
            // Who takes it looks at how things are then, so that one stands for all.
            case CallEvent.PartyChanged _, CallEvent.CentreTold _, CallEvent.ReferralTold _ ->
                letters.stream().noneMatch(letter -> letter.event().equals(event));
            case CallEvent.Confirmed _,
                    CallEvent.TimeUp _,
                    CallEvent.PromptReady _,
                    CallEvent.RecordingEnded _,
                    CallEvent.ConferenceLeft _,
                    CallEvent.Ordered _,
                    CallEvent.Wanted _,
                    CallEvent.Released _ -> true;
            // The newest is the one that its sender means.
            case CallEvent.FlowSent _ -> {
                letters.removeIf(letter -> letter.event() instanceof CallEvent.FlowSent);
                yield true;
            }
        };
    }

    private boolean trails(char key) {
        boolean trails = trailing.contains(key);
        trailing = KeySet.NONE;
        return trails;
    }

    private boolean room() {
        return letters.size() - keysWaiting < MOST_FACTS;
    }

    private void wake() {
        parked = false;
        arrived.signal();
    }

    private static long playbackOf(CallEvent event) {
        return switch (event) {
            case CallEvent.PassFinished(long playback) -> playback;
            case CallEvent.PlaybackEnded(long playback) -> playback;
            default -> Long.MIN_VALUE;
        };
    }
}
