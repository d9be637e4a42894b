package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.mix.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides in each tick of a conference whether its two members are mixed or hand each other their packets, and lets nothing
 * be lost in between. Owned by the conference's home loop.
 *
 * <p>From mixing to relaying what is still on its way through the mixer would be lost, so it waits for a moment in which
 * nobody talks, though not for ever. From relaying to mixing the packets go on until the mixer's sound is there.
 */
final class RoomRelay {
    /** Until the mixer's sound has come to whoever is to hear it, on whichever loop. */
    private static final int OVERLAP_TICKS = 3;

    /** The mixer goes on for what is still in its rings. */
    private static final int EMPTYING_TICKS = 8;

    private static final int LEAST_MIXED_TICKS = 10;
    private static final int MOST_MIXED_TICKS = 100;

    private final MediaObserver observer;
    private final List<Seat> seats = new ArrayList<>();

    private @Nullable RelayPair pair;
    /** Ticks in which two were mixed. */
    private int mixedTicks;
    /** Ticks since the last change, or since a relay became possible. */
    private int ticks;

    private boolean ending;

    RoomRelay(MediaObserver observer) {
        this.observer = observer;
    }

    void add(Seat seat) {
        seats.add(seat);
    }

    void remove(Seat seat) {
        seats.remove(seat);
        end();
    }

    /**
     * Once a tick, before the mixer.
     *
     * @param onlyMembers whether there is nobody and nothing else that hears or is heard
     * @return whether the mixer has something to do
     */
    boolean turn(boolean onlyMembers) {
        ticks++;
        RelayPair present = pair;
        boolean two = onlyMembers && seats.size() == 2;
        if (present == null) {
            return begin(two);
        }
        Seat one = seats.get(0);
        Seat other = seats.get(1);
        if (!present.holds()
                || !alike(one, other)
                || one.port().leaving()
                || other.port().leaving()) {
            end();
            return true;
        }
        if (!ending && !(two && plain(one, other))) {
            ending = true;
            ticks = 0;
            present.mix();
        }
        if (ending) {
            if (ticks > OVERLAP_TICKS) {
                end();
            }
            return true;
        }
        open(present, one, other);
        return ticks <= EMPTYING_TICKS;
    }

    private boolean begin(boolean two) {
        Seat one = two ? seats.get(0) : null;
        Seat other = two ? seats.get(1) : null;
        boolean possible = one != null && other != null && plain(one, other) && alike(one, other);
        mixedTicks += seats.size() > 1 ? 1 : 0;
        if (!possible) {
            ticks = 0;
            return true;
        }
        boolean pause = ticks > LEAST_MIXED_TICKS && !one.talking() && !other.talking();
        if (mixedTicks <= LEAST_MIXED_TICKS || pause || ticks > MOST_MIXED_TICKS) {
            relay(one, other);
        }
        return true;
    }

    private void relay(Seat one, Seat other) {
        RelayPair next = new RelayPair(one.session().leg(), other.session().leg());
        open(next, one, other);
        if (next.begin()) {
            pair = next;
            ending = false;
            ticks = 0;
            observer.relayBegan();
        }
    }

    private static void open(RelayPair pair, Seat one, Seat other) {
        Settings first = one.port().settings();
        Settings second = other.port().settings();
        pair.open(second.hears(first), first.hears(second));
    }

    private static boolean plain(Seat one, Seat other) {
        return one.port().settings().plain() && other.port().settings().plain();
    }

    private static boolean alike(Seat one, Seat other) {
        RelayFormat format = one.session().leg().seat().format();
        return format != null && format.equals(other.session().leg().seat().format());
    }

    /** Nothing is handed on any more. */
    void end() {
        if (pair != null) {
            pair.end();
            pair = null;
            ticks = 0;
            mixedTicks = LEAST_MIXED_TICKS;
            observer.relayEnded();
        }
    }
}
