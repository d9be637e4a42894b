package io.ringflow.bench.load;

import java.nio.ByteBuffer;

/** Writes the keys of one call as telephone events, one packet a tick (RFC 4733). Owned by its sender. */
final class KeyPresses {

    private static final String EVENTS = "0123456789*#ABCD";
    private static final int SAMPLES_PER_TICK = 160;
    private static final int PRESS_TICKS = 8;
    /** RFC 4733 §2.5.1.4: the final packet is sent three times. */
    private static final int FINAL_PACKETS = 3;

    private static final int REST_TICKS = 5;
    private static final int WAIT_TICKS = 25;
    private static final int VOLUME = 10;

    private String keys = "";
    private int next;
    private int restTicks;
    private int tick;
    private int startTimestamp;

    void begin(String pressed, int afterTicks) {
        keys = pressed;
        next = 0;
        tick = 0;
        restTicks = afterTicks;
    }

    /** Whether this tick belongs to a key, and not to audio. Call once a tick, before {@link #write}. */
    boolean press(int timestamp) {
        if (next == keys.length()) return false;
        if (keys.charAt(next) == '+') next = 0;
        if (restTicks > 0) {
            restTicks--;
            return false;
        }
        if (keys.charAt(next) == 'w') {
            next++;
            restTicks = WAIT_TICKS;
            return false;
        }
        if (tick == 0) startTimestamp = timestamp;
        return true;
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
        int duration = Math.min(tick, PRESS_TICKS) * SAMPLES_PER_TICK;
        packet.put(at, (byte) EVENTS.indexOf(keys.charAt(next)));
        packet.put(at + 1, (byte) (end ? 0x80 | VOLUME : VOLUME));
        packet.putShort(at + 2, (short) duration);
        if (tick < PRESS_TICKS + FINAL_PACKETS) return;
        tick = 0;
        next++;
        restTicks = REST_TICKS;
    }
}
