package io.ringflow.media.net;

/**
 * Streams whose leg has gone: what is still on its way of them must not be heard by the leg that comes next and has the
 * same source. What a port of one's own has its quarantine for. Owned by a shared port.
 */
final class Departures {

    /** Longer than packets are under way, and than a far end needs to hear of a BYE. */
    static final long REST_NANOS = 1_000_000_000;

    private static final int COUNT = 512;

    private final long[] streams = new long[COUNT];
    private final long[] until = new long[COUNT];
    private int next;
    private boolean any;

    /** @param now nanoseconds of any clock */
    void add(long stream, long now) {
        streams[next] = stream;
        until[next] = now + REST_NANOS;
        next = (next + 1) % COUNT;
        any = true;
    }

    boolean rests(long stream, long now) {
        if (!any) {
            return false;
        }
        for (int i = 0; i < COUNT; i++) {
            if (streams[i] == stream && until[i] - now > 0) {
                return true;
            }
        }
        return false;
    }
}
