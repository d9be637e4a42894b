package io.ringflow.media.engine;

import io.ringflow.media.rtp.PayloadTable.Kind;
import io.ringflow.media.rtp.Renumbering;
import io.ringflow.media.rtp.SendStream;
import org.jspecify.annotations.Nullable;

/**
 * Another leg's packets on our stream. While they come they take the place of what we would say; when they stay away we
 * speak again, since carriers and NAT devices cut what falls silent. Owned by the leg's loop.
 */
final class OutboundRelay {
    /** Longer than losses last, and than Opus is silent between two packets when it has nothing to say. */
    private static final int PATIENCE_MILLIS = 500;

    /** After comfort noise: its sender is silent on purpose. */
    private static final int LONG_PATIENCE_MILLIS = 5_000;

    /** RFC 7587 §3.1.3: there will be nothing for a while. */
    private static final int NO_TRANSMISSION_BYTES = 2;

    private final Renumbering numbers;

    private @Nullable RelayLine line;
    private int quietMillis;
    private int patienceMillis;
    private boolean spoken;

    OutboundRelay(SendStream stream) {
        numbers = new Renumbering(stream);
    }

    /** From now on this line's packets are ours to send. */
    void over(@Nullable RelayLine next) {
        line = next;
        interrupt();
    }

    boolean isOver(RelayLine given) {
        return line == given;
    }

    /** Tells the line what is done with what comes over it. */
    void takes(boolean sound, boolean keys) {
        RelayLine present = line;
        if (present != null) {
            present.takes(sound, keys);
        }
    }

    /** Finds a packet's place on our stream; false when it has none. */
    boolean place(RelayPacket packet, int clockRate) {
        if (packet.first) {
            numbers.restart();
        }
        if (!numbers.place(packet.sequence, packet.timestamp, packet.marker, packet.units, clockRate)) {
            return false;
        }
        boolean silent = packet.kind == Kind.COMFORT_NOISE
                || packet.kind == Kind.AUDIO && packet.length <= NO_TRANSMISSION_BYTES;
        patienceMillis = silent ? LONG_PATIENCE_MILLIS : PATIENCE_MILLIS;
        spoken = true;
        return true;
    }

    Renumbering numbers() {
        return numbers;
    }

    /** A packet time passes; true while it is the other leg's, who has spoken of late. */
    boolean speaks(int packetMillis) {
        quietMillis = spoken ? 0 : quietMillis + packetMillis;
        return quietMillis <= patienceMillis;
    }

    /** Whether nothing came since this was last asked. */
    boolean missed() {
        boolean missed = !spoken;
        spoken = false;
        return missed;
    }

    /** We speak, or may not: what comes then begins anew. */
    void interrupt() {
        numbers.restart();
        spoken = false;
        patienceMillis = -1;
        quietMillis = 0;
    }
}
