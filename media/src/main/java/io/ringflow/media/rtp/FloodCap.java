package io.ringflow.media.rtp;

/** Bounds the packets looked at per second on one port. Owned by the leg's loop. */
public final class FloodCap {
    private final int packetsPerWindow;
    private final int windowTicks;

    private int windowStart;
    private int seen;

    public FloodCap(int packetsPerWindow, int windowTicks) {
        this.packetsPerWindow = packetsPerWindow;
        this.windowTicks = windowTicks;
    }

    /** Packets of the present window. */
    public int seen() {
        return seen;
    }

    /** True while the window's share is not used up. */
    public boolean admits(int tick) {
        if (tick - windowStart >= windowTicks) {
            windowStart = tick;
            seen = 0;
        }
        seen++;
        return seen <= packetsPerWindow;
    }
}
