package io.ringflow.media.jitter;

import io.ringflow.media.rtp.RtpHeader;
import io.ringflow.media.rtp.SequenceUnwrapper;
import java.util.Arrays;

/**
 * Orders one stream's audio by timestamp and gives 10 ms of it at a time. Owned by the leg's loop.
 *
 * <p>Audio lies in a ring addressed by its timestamp, so that any packet time plays out right and nothing is ever
 * sorted. It has no clock: {@link #put} sees how early audio is for the place that {@link #take} has reached. For codecs
 * with a fixed number of bytes per millisecond.
 */
public final class JitterBuffer {

    /** What one {@link #take} gave. */
    public enum Frame {
        /** 10 ms of payload. */
        FRAME,
        /** Audio is missing here. */
        CONCEAL,
        /** Nobody is speaking. */
        SILENCE
    }

    /** What one {@link #put} did with the packet. */
    public enum Put {
        KEPT,
        LATE,
        DUPLICATE,
        /** Too far from the rest, or what was kept had to give way. */
        OVERFLOW
    }

    /** Milliseconds in a frame. */
    public static final int FRAME_MILLIS = 10;

    /** Longest audio in one packet that is kept. */
    static final int MAX_PACKET_MILLIS = 120;

    private static final int EMPTY = Integer.MIN_VALUE;
    private static final int STARVED_MILLIS = 240;
    private static final int FARTHEST_MILLIS = 1 << 29;

    private final int unitsPerMilli;
    private final int bytesPerMilli;
    private final int capacityMillis;
    private final byte[] ring;
    private final int[] stamps;
    private final DelayTarget delay;
    private final SequenceUnwrapper unwrapper = SequenceUnwrapper.timestamps();

    private boolean started;
    private boolean active;
    private long base;
    private int cursor;
    private int speechStart;
    private boolean spoken;
    private int playedEnd = EMPTY;
    private int newestEnd;
    private int held;
    private int missing;
    private boolean jumped;
    private long jump;
    private long concealed;

    /**
     * @param clockRate timestamp units per second
     * @param bytesPerMilli payload bytes per millisecond
     */
    public JitterBuffer(int clockRate, int bytesPerMilli, int minimumMillis, int maximumMillis) {
        this.unitsPerMilli = clockRate / 1000;
        this.bytesPerMilli = bytesPerMilli;
        this.capacityMillis = Integer.highestOneBit(maximumMillis + 2 * MAX_PACKET_MILLIS) * 2;
        this.ring = new byte[capacityMillis * bytesPerMilli];
        this.stamps = new int[capacityMillis];
        this.delay = new DelayTarget(minimumMillis, maximumMillis);
        clear();
    }

    /** Keeps one packet's audio until it is due. */
    public Put put(RtpHeader packet) {
        int millis = packet.payloadLength() / bytesPerMilli;
        if (millis == 0 || millis > MAX_PACKET_MILLIS) {
            return Put.OVERFLOW;
        }
        long timestamp = unwrapper.unwrap(packet.timestamp());
        if (!started) {
            begin(timestamp);
        }
        long start = Math.floorDiv(timestamp - base, unitsPerMilli);
        if (isFarOff(start)) {
            if (!confirmsJump(timestamp)) {
                return Put.OVERFLOW;
            }
            clear();
            unwrapper.unwrap(packet.timestamp());
            begin(packet.timestamp());
            start = 0;
        }
        jumped = false;
        return place(packet, (int) start, millis);
    }

    private boolean isFarOff(long start) {
        long ahead = start - cursor;
        int farthest = active ? capacityMillis - MAX_PACKET_MILLIS : FARTHEST_MILLIS;
        return ahead < -capacityMillis || ahead > farthest || start > FARTHEST_MILLIS;
    }

    // One odd timestamp is a stray; two near each other are where the far end is now.
    private boolean confirmsJump(long timestamp) {
        boolean near = jumped && Math.abs(timestamp - jump) < (long) capacityMillis * unitsPerMilli;
        jumped = true;
        jump = timestamp;
        return near;
    }

    private void begin(long timestamp) {
        started = true;
        base = timestamp;
    }

    private Put place(RtpHeader packet, int start, int millis) {
        int last = start + millis - 1;
        if (stamps[slot(last)] == last) {
            return Put.DUPLICATE;
        }
        if (!active && start < cursor) {
            return Put.LATE;
        }
        if (!active) {
            speak(start);
        }
        Put verdict = Put.KEPT;
        if (start - cursor + held > delay.maximum()) {
            // Delay is bounded, whatever the network does: what lies before is given up.
            cursor = start - delay.millis();
            held = 0;
            delay.restart();
            verdict = Put.OVERFLOW;
        }
        held += delay.onPacket(start - cursor + held);
        if (last < cursor) {
            stamps[slot(last)] = last;
            return Put.LATE;
        }
        for (int milli = Math.max(start, cursor); milli <= last; milli++) {
            int slot = slot(milli);
            stamps[slot] = milli;
            packet.copyPayload((milli - start) * bytesPerMilli, ring, slot * bytesPerMilli, bytesPerMilli);
        }
        newestEnd = Math.max(newestEnd, last + 1);
        return verdict;
    }

    private void speak(int start) {
        active = true;
        missing = 0;
        held = 0;
        speechStart = start;
        playedEnd = spoken ? cursor : EMPTY;
        spoken = true;
        newestEnd = start;
        cursor = start - delay.millis();
        delay.restart();
    }

    /** Gives the next 10 ms; the payload is written only when the answer is FRAME. */
    public Frame take(byte[] payload, int offset) {
        if (!active) {
            return Frame.SILENCE;
        }
        if (held > 0) {
            held -= FRAME_MILLIS;
            concealed++;
            return Frame.CONCEAL;
        }
        if (delay.onFrame()) {
            cursor += FRAME_MILLIS;
        }
        int from = cursor;
        cursor += FRAME_MILLIS;
        if (from < playedEnd) {
            // The delay before new speech reaches back into what was played before.
            return Frame.SILENCE;
        }
        for (int milli = from; milli < cursor; milli++) {
            if (stamps[slot(milli)] != milli) {
                return absent(from);
            }
        }
        missing = 0;
        for (int i = 0; i < FRAME_MILLIS; i++) {
            System.arraycopy(ring, slot(from + i) * bytesPerMilli, payload, offset + i * bytesPerMilli, bytesPerMilli);
        }
        return Frame.FRAME;
    }

    private Frame absent(int from) {
        if (from < speechStart) {
            return Frame.SILENCE;
        }
        missing += FRAME_MILLIS;
        if (missing > STARVED_MILLIS && newestEnd <= cursor) {
            active = false;
            cursor = newestEnd;
            return Frame.SILENCE;
        }
        if (missing > Concealment.AUDIBLE_MILLIS) {
            return Frame.SILENCE;
        }
        concealed++;
        return Frame.CONCEAL;
    }

    /** Forgets the stream: the next packet starts a new one. */
    public void clear() {
        unwrapper.reset();
        Arrays.fill(stamps, EMPTY);
        started = false;
        active = false;
        cursor = 0;
        newestEnd = 0;
        spoken = false;
        held = 0;
        jumped = false;
        delay.restart();
    }

    /** Milliseconds until audio that arrived last is played; 0 when nobody speaks. */
    public int depthMillis() {
        return active ? Math.max(0, newestEnd - cursor + held) : 0;
    }

    /** Frames of 10 ms that had to be concealed. */
    public long concealed() {
        return concealed;
    }

    private int slot(int milli) {
        return milli & (capacityMillis - 1);
    }
}
