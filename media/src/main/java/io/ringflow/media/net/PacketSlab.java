package io.ringflow.media.net;

import io.ringflow.media.Tick;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The buffers that all legs of one loop share, one after the other. Owned by the loop. */
public final class PacketSlab {

    /** Datagrams are shorter: one of this length or longer is cut to it, and malformed. */
    public static final int PACKET_BYTES = 2048;

    /** Samples of 60 ms at 48 kHz. */
    private static final int PCM_SAMPLES = 2880;

    /** The packet received last. */
    public final ByteBuffer in = ByteBuffer.allocateDirect(PACKET_BYTES);

    /** The packet to be sent next. */
    public final ByteBuffer out = ByteBuffer.allocateDirect(PACKET_BYTES);

    /** Payload on its way between packet and codec. */
    public final byte[] payload = new byte[PACKET_BYTES];

    /** One packet's audio, 120 ms at 48 kHz at most, on its way to play-out. */
    public final short[] decoded = new short[2 * PCM_SAMPLES];

    /** Audio heard. */
    public final short[] heard = new short[PCM_SAMPLES];

    /** Audio to be said. */
    public final short[] said = new short[PCM_SAMPLES];

    /** Audio as it is summed in a conference: 20 ms at 48 kHz. */
    public final int[] sum = new int[PCM_SAMPLES / 3];

    private final boolean paced;

    private @Nullable SystemMemory system;
    private long now;

    /** @param paced whether phases follow the system's clock; false when they are turned by hand */
    public PacketSlab(boolean paced) {
        this.paced = paced;
    }

    /** Whether the system's time means anything here. */
    public boolean paced() {
        return paced;
    }

    /** A phase begins. */
    public void begin() {
        if (system != null) {
            now = system.synchronize();
        }
    }

    /** How many ticks before this phase that moment was. */
    public int ticksSince(long nanos) {
        return (int) ((now - nanos) / (Tick.MILLIS * 1_000_000L));
    }

    /** When this phase began, as {@link System#nanoTime}; known once a native socket was read. */
    public long now() {
        return now;
    }

    /** What native sockets need; made when the first one is used. */
    SystemMemory system() {
        if (system == null) {
            // Whole, whatever lies in them.
            system = new SystemMemory(whole(in), whole(out));
            now = system.synchronize();
        }
        return system;
    }

    private static MemorySegment whole(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer.duplicate().clear());
    }
}
