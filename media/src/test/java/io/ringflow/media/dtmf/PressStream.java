package io.ringflow.media.dtmf;

import java.util.ArrayList;
import java.util.List;

/** Packets of keys as a sender puts them on the wire, and what a receiver makes of them. */
public final class PressStream {
    public static final int SSRC = 0xDEADBEEF;

    /** One packet; presses are numbered from 0. */
    public record Packet(int press, int index, long timestamp, byte[] payload) {
        public boolean end() {
            return (payload[1] & 0x80) != 0;
        }

        public int duration() {
            return (payload[2] & 0xFF) << 8 | payload[3] & 0xFF;
        }

        public Packet at(long newTimestamp) {
            return new Packet(press, index, newTimestamp & 0xFFFFFFFFL, payload);
        }
    }

    private PressStream() {}

    /** Packets of all keys by {@link DtmfSender}, 20 ms apart, from this timestamp on. */
    public static List<Packet> of(String digits, long startTimestamp, int... millis) {
        DtmfSender sender = new DtmfSender();
        List<Packet> packets = new ArrayList<>();
        long timestamp = startTimestamp;
        for (int press = 0; press < digits.length(); press++) {
            sender.press(digits.substring(press, press + 1), millis[press % millis.length], 60, 1);
            for (int index = 0; !sender.idle(); timestamp += 160) {
                byte[] payload = new byte[TelephoneEvent.LENGTH];
                if (sender.next(timestamp & 0xFFFFFFFFL, payload, 0) > 0) {
                    packets.add(new Packet(press, index++, sender.timestamp(), payload));
                }
            }
        }
        return packets;
    }

    /** What a new receiver tells. */
    static String heard(List<Packet> packets) {
        DtmfReceiver receiver = new DtmfReceiver();
        StringBuilder heard = new StringBuilder();
        for (Packet packet : packets) {
            char digit = receiver.onPacket(SSRC, packet.timestamp, 8_000, packet.payload, 0, packet.payload.length);
            if (digit != DtmfReceiver.NONE) {
                heard.append(digit);
            }
        }
        return heard.toString();
    }
}
