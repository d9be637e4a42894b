package io.ringflow.testkit.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Keys as telephone events (RFC 4733): the packets of a press, and which of them get lost. Stateless. */
public final class DtmfKeys {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int VOLUME = 10;

    private DtmfKeys() {}

    /** One packet of an event: its payload, and whether it starts the event. */
    public record EventPacket(byte[] payload, boolean starts) {}

    /** Which packets of an event never leave: told their place, from 0, and how many there are. */
    @FunctionalInterface
    public interface EventLoss {
        boolean loses(int place, int of);

        static EventLoss none() {
            return (place, of) -> false;
        }

        static EventLoss first(int count) {
            return (place, of) -> place < count;
        }

        static EventLoss last(int count) {
            return (place, of) -> place >= of - count;
        }

        static EventLoss allBut(int kept) {
            return (place, of) -> place != kept;
        }

        static EventLoss random(double probability, long seed) {
            var random = new SplittableRandom(seed);
            return (place, of) -> random.nextDouble() < probability;
        }
    }

    /** The event code of a key; none for a character that is no key. */
    public static OptionalInt code(char key) {
        int code = KEYS.indexOf(Character.toUpperCase(key));
        return code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The key of an event code 0 to 15. */
    public static char key(int code) {
        return KEYS.charAt(code);
    }

    /** The packets of one press, 20 ms apart, with growing duration; the last is sent three times (§2.5.1.4). */
    public static List<EventPacket> press(char key, int millis) {
        int code = code(key).orElseThrow(() -> new IllegalArgumentException("no key: " + key));
        int steps = Math.max(1, millis / 20);
        var packets = new ArrayList<EventPacket>();
        for (int step = 1; step <= steps; step++) {
            packets.add(new EventPacket(payload(code, false, 160 * step), step == 1));
        }
        for (int i = 0; i < 3; i++) {
            packets.add(new EventPacket(payload(code, true, 160 * steps), false));
        }
        return packets;
    }

    private static byte[] payload(int code, boolean end, int duration) {
        return new byte[] {(byte) code, (byte) ((end ? 0x80 : 0) | VOLUME), (byte) (duration >> 8), (byte) duration};
    }
}
