package io.ringflow.media.engine;

import io.ringflow.media.rtp.PayloadTable.Kind;
import io.ringflow.media.rtp.RtpHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a relay: packets that one leg has heard, for another to say. On one loop they are said at once; to
 * another loop they go through a ring that this loop writes and that one reads at its next phase, a millisecond later.
 * Neither waits; a full ring takes nothing more.
 */
final class RelayLine {
    /** A power of two. */
    static final int SLOTS = 8;

    private static final RelayPacket[] NONE = {};
    private static final VarHandle WRITTEN;
    private static final VarHandle READ;

    static {
        try {
            WRITTEN = MethodHandles.lookup().findVarHandle(RelayLine.class, "written", int.class);
            READ = MethodHandles.lookup().findVarHandle(RelayLine.class, "read", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MediaLoop from;
    private final MediaLoop to;
    private final MediaLeg receiver;
    private final RelayPacket[] slots;
    private final AtomicBoolean rung = new AtomicBoolean();

    private int written;
    private int read;

    /** The one that was rung before; owned by whoever has the bell. */
    @Nullable
    RelayLine rungBefore;

    // Told by the conference's loop.
    private volatile boolean open;

    // Told by the receiver's loop.
    private volatile boolean speaks;
    private volatile boolean presses;

    RelayLine(MediaLoop from, MediaLoop to, MediaLeg receiver) {
        this.from = from;
        this.to = to;
        this.receiver = receiver;
        this.slots = from == to ? NONE : new RelayPacket[SLOTS];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new RelayPacket();
        }
    }

    /** Whether the one is to hear the other. On the conference's loop. */
    void open(boolean now) {
        if (open != now) {
            open = now;
        }
    }

    /** What the receiver does with what it is given. On its loop. */
    void takes(boolean sound, boolean keys) {
        if (speaks != sound || presses != keys) {
            speaks = sound;
            presses = keys;
        }
    }

    /** Whether something handed on now will be sent. On the sender's loop. */
    boolean takes(Kind kind) {
        return open && speaks && (kind != Kind.EVENT || presses);
    }

    /** Hands a packet on; false when there was no room for it. On the sender's loop. */
    boolean hand(RtpHeader packet, Kind kind, RelayFormat format, int units, boolean first) {
        if (from == to) {
            RelayPacket passing = from.passing();
            boolean fits = passing.copy(packet, kind, format, units, first);
            if (fits) {
                receiver.say(this, passing);
            }
            return fits;
        }
        if (written - (int) READ.getAcquire(this) == SLOTS
                || !slots[written & SLOTS - 1].copy(packet, kind, format, units, first)) {
            return false;
        }
        WRITTEN.setRelease(this, written + 1);
        if (!rung.getAndSet(true)) {
            to.bell().ring(this);
        }
        return true;
    }

    /** Has everything said that waits. On the receiver's loop. */
    void drain() {
        // Before looking: who writes after this rings again.
        rung.set(false);
        while (read != (int) WRITTEN.getAcquire(this)) {
            receiver.say(this, slots[read & SLOTS - 1]);
            READ.setRelease(this, read + 1);
        }
    }
}
