package io.ringflow.testkit.rtp;

/** Telephone events as they come, each counted once by source and timestamp. Owned by the receiving thread. */
final class KeysHeard {
    private final StringBuilder digits = new StringBuilder();

    private boolean any;
    private long ssrc;
    private long timestamp;

    synchronized void event(RtpPacket packet) {
        boolean known = any && packet.ssrc() == ssrc && packet.timestamp() == timestamp;
        if (known || packet.payload().length < 4 || (packet.payload()[0] & 0xFF) > 15) {
            return;
        }
        any = true;
        ssrc = packet.ssrc();
        timestamp = packet.timestamp();
        digits.append(DtmfKeys.key(packet.payload()[0]));
    }

    synchronized String digits() {
        return digits.toString();
    }
}
