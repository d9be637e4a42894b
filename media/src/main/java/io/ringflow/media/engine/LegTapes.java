package io.ringflow.media.engine;

import io.ringflow.media.Recorded;
import io.ringflow.media.record.Tape;
import java.util.ArrayList;
import java.util.List;

/** The recordings of one leg: what its far end says, and what it is told. Owned by the leg's loop. */
final class LegTapes {
    private final InboundMedia inbound;
    private final OutboundMedia outbound;
    private final LostSound lost = new LostSound();
    private final List<Tape> tapes = new ArrayList<>();

    LegTapes(InboundMedia inbound, OutboundMedia outbound) {
        this.inbound = inbound;
        this.outbound = outbound;
    }

    void add(Tape tape) {
        if (tapes.isEmpty()) {
            lost.begin();
        }
        inbound.listen(tape.track(0));
        if (tape.tracks() > 1) {
            outbound.overhear(tape.track(1));
        }
        tapes.add(tape);
    }

    /** One visit of the leg; false when nothing is recorded any more. */
    boolean turn(int tick) {
        int missing = lost.until(tick, inbound.played(), inbound.format().packetMillis());
        for (int i = tapes.size() - 1; i >= 0; i--) {
            Tape tape = tapes.get(i);
            if (missing > 0) {
                tape.lost(missing);
            }
            tape.turn(tick);
            if (tape.hasEnded()) {
                tapes.remove(i);
                for (int track = 0; track < tape.tracks(); track++) {
                    inbound.deafen(tape.track(track));
                    outbound.unhear(tape.track(track));
                }
            }
        }
        return !tapes.isEmpty();
    }

    /** The leg is closed. */
    void end() {
        tapes.forEach(tape -> tape.end(Recorded.End.SESSION_CLOSED));
    }
}
