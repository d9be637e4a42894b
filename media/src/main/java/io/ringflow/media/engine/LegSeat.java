package io.ringflow.media.engine;

import io.ringflow.media.dtmf.KeyFilter;
import io.ringflow.media.dtmf.ToneListener;
import io.ringflow.media.graph.AudioSink;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A leg's place in a conference: it is heard there, or its packets are handed to the one other leg that is there. Owned by
 * the leg's loop, but for what the conference's loop wants and looks at.
 */
final class LegSeat {
    private static final AudioSink NOBODY = (frame, samples, sampleRate) -> {};

    private static final AtomicReferenceFieldUpdater<LegSeat, RelayPair.Side> WANTED =
            AtomicReferenceFieldUpdater.newUpdater(LegSeat.class, RelayPair.Side.class, "wanted");

    private final InboundMedia inbound;
    private final OutboundMedia outbound;
    private final Digits digits;

    private AudioSink conference = NOBODY;
    /** What it hears through. */
    private AudioSink ear = NOBODY;

    private boolean heard;
    private RelayPair.@Nullable Side side;

    // For the conference's loop.
    private volatile RelayPair.@Nullable Side wanted;
    private volatile @Nullable RelayFormat format;

    LegSeat(InboundMedia inbound, OutboundMedia outbound, Digits digits) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.digits = digits;
    }

    /**
     * From now on a conference hears the far end, in place of the one before. Keys that we hear as tones are kept from it:
     * who relays them would have them heard twice.
     */
    void take(AudioSink by) {
        rise();
        conference = by;
        ear = digits.hearTones() ? new KeyFilter(by, ToneListener.NONE) : by;
        inbound.listen(ear);
        heard = true;
    }

    /** The conference hears nothing more; false when another has taken its place. */
    boolean leave(AudioSink by) {
        if (conference != by) {
            return false;
        }
        rise();
        return true;
    }

    /** Is nowhere any more. */
    void rise() {
        wanted = null;
        format = null;
        follow(null);
        inbound.deafen(ear);
        conference = NOBODY;
        ear = NOBODY;
        heard = false;
    }

    /** A visit of the leg. */
    void turn() {
        RelayFormat now = outbound.overheard() || digits.hearTones() ? null : inbound.format();
        if (format != now) {
            format = now;
        }
        RelayPair.Side next = wanted;
        if (next != side) {
            follow(next);
        }
        boolean mixed = next == null || next.mixed();
        if (heard != mixed) {
            heard = mixed;
            if (mixed) {
                inbound.goOn(ear);
            } else {
                inbound.deafen(ear);
            }
        }
    }

    private void follow(RelayPair.@Nullable Side next) {
        side = next;
        inbound.handTo(next == null ? null : next.out());
        outbound.take(next == null ? null : next.in());
    }

    /** From the next visit on packets are handed on; false when they are already. On the conference's loop. */
    boolean want(RelayPair.Side next) {
        return WANTED.compareAndSet(this, null, next);
    }

    /** No more; nothing when there is another relay by now. On the conference's loop. */
    void unwant(RelayPair.Side last) {
        WANTED.compareAndSet(this, last, null);
    }

    /** Whether a relay is still what is to be. On any loop. */
    boolean wants(RelayPair.Side given) {
        return wanted == given;
    }

    /** What its packets are; null while they can't be handed on. On any loop. */
    @Nullable
    RelayFormat format() {
        return format;
    }
}
