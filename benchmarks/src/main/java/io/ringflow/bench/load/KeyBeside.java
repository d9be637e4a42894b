package io.ringflow.bench.load;

import java.nio.ByteBuffer;

/**
 * A key pressed for 40 ms, as telephone events beside the audio (RFC 4733 §2.1: a sender may send both), so that what others
 * hear of it is not the key's own silence. One packet a tick. Owned by its sender.
 */
final class KeyBeside {

    static final int OCTETS = 4;

    private static final String EVENTS = "0123456789*#ABCD";
    private static final int VOLUME = 10;
    private static final int PRESS_TICKS = 2;
    /** RFC 4733 §2.5.1.4: the final packet is sent three times. */
    private static final int FINALS = 3;

    private int code = -1;
    private int tick;
    private int startTimestamp;

    /** From now on; a key that is still down is forgotten. */
    void press(char key, int timestamp) {
        code = EVENTS.indexOf(key);
        if (code < 0) throw new IllegalArgumentException("no key: " + key);
        tick = 0;
        startTimestamp = timestamp;
    }

    boolean down() {
        return code >= 0;
    }

    boolean first() {
        return tick == 0;
    }

    int startTimestamp() {
        return startTimestamp;
    }

    /** Writes the event's four octets and moves on. */
    void write(ByteBuffer packet, int at) {
        tick++;
        boolean end = tick > PRESS_TICKS;
        packet.put(at, (byte) code);
        packet.put(at + 1, (byte) (end ? 0x80 | VOLUME : VOLUME));
        packet.putShort(at + 2, (short) (Math.min(tick, PRESS_TICKS) * ToneEar.SAMPLES));
        if (tick == PRESS_TICKS + FINALS) code = -1;
    }
}
