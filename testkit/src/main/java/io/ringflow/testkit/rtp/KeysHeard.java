package io.ringflow.testkit.rtp;

import java.util.ArrayList;
import java.util.List;

/** Telephone events as they come, each counted once by source and timestamp. Owned by the receiving thread. */
final class KeysHeard {
    private final StringBuilder digits = new StringBuilder();
    private final List<Integer> millis = new ArrayList<>();

    private boolean any;
    private long ssrc;
    private long timestamp;

    synchronized void event(RtpPacket packet) {
        byte[] event = packet.payload();
        if (event.length < 4 || (event[0] & 0xFF) > 15) {
            return;
        }
        int duration = (event[2] & 0xFF) << 8 | event[3] & 0xFF;
        if (any && packet.ssrc() == ssrc && packet.timestamp() == timestamp) {
            millis.set(millis.size() - 1, Math.max(millis.getLast(), duration / 8));
            return;
        }
        any = true;
        ssrc = packet.ssrc();
        timestamp = packet.timestamp();
        digits.append(DtmfKeys.key(event[0]));
        millis.add(duration / 8);
    }

    synchronized List<Integer> millis() {
        return List.copyOf(millis);
    }

    synchronized String digits() {
        return digits.toString();
    }
}
