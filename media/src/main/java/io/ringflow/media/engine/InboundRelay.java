package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.Tick;
import io.ringflow.media.rtp.FloodCap;
import io.ringflow.media.rtp.PayloadTable.Kind;
import io.ringflow.media.rtp.RtpHeader;

/**
 * Hands what a leg hears to another leg: packets as they came, and never more of them than that leg might send by itself.
 * Owned by the hearing leg's loop.
 */
final class InboundRelay {
    private final RelayLine line;
    private final RelayFormat format;
    private final LegFigures figures;
    private final FloodCap cap;

    private boolean first = true;

    InboundRelay(RelayLine line, RelayFormat format, LegFigures figures) {
        this.line = line;
        this.format = format;
        this.figures = figures;
        this.cap = new FloodCap(format.mostPerSecond(), Tick.PER_SECOND);
    }

    RelayLine line() {
        return line;
    }

    /** Whether it would be sent. */
    boolean takes(Kind kind) {
        return line.takes(kind);
    }

    /** Another source speaks. */
    void restart() {
        first = true;
    }

    /** A packet of audio, or of comfort noise. */
    void hand(RtpHeader packet, Kind kind, int tick) {
        if (line.takes(kind)) {
            hand(packet, kind, format.packetUnits(), tick);
        }
    }

    /** @param units from the packet's timestamp to the next one's */
    void hand(RtpHeader packet, Kind kind, int units, int tick) {
        if (!cap.admits(tick)) {
            figures.discarded(Discard.FLOOD);
        } else if (line.hand(packet, kind, format, units, first)) {
            first = false;
        } else {
            figures.discarded(Discard.OVERFLOW);
        }
    }
}
