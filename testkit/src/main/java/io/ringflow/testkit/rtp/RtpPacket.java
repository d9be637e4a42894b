package io.ringflow.testkit.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** One RTP packet (RFC 3550 §5.1) without extension or contributing sources of its own. A value. */
public record RtpPacket(int payloadType, boolean marker, int sequence, long timestamp, long ssrc, byte[] payload) {

    /** Reads a datagram; none when it is no RTP, such as a multiplexed RTCP packet. */
    public static Optional<RtpPacket> parse(byte[] octets) {
        if (octets.length < 12 || (octets[0] & 0xC0) != 0x80 || isRtcp(octets)) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(octets);
        int start = 12 + 4 * (octets[0] & 0x0F);
        if ((octets[0] & 0x10) != 0 && octets.length >= start + 4) {
            start += 4 + 4 * (in.getShort(start + 2) & 0xFFFF);
        }
        int end = octets.length - ((octets[0] & 0x20) != 0 ? octets[octets.length - 1] & 0xFF : 0);
        if (start > end) {
            return Optional.empty();
        }
        return Optional.of(new RtpPacket(
                octets[1] & 0x7F,
                octets[1] < 0,
                in.getShort(2) & 0xFFFF,
                in.getInt(4) & 0xFFFFFFFFL,
                in.getInt(8) & 0xFFFFFFFFL,
                Arrays.copyOfRange(octets, start, end)));
    }

    /** RFC 5761 §4: packet types 192 to 223 on a shared port are RTCP. */
    static boolean isRtcp(byte[] octets) {
        int type = octets.length > 1 ? octets[1] & 0xFF : 0;
        return type >= 192 && type <= 223;
    }

    public byte[] octets() {
        var out = ByteBuffer.allocate(12 + payload.length);
        out.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | payloadType));
        out.putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt((int) ssrc)
                .put(payload);
        return out.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RtpPacket packet && Arrays.equals(octets(), packet.octets());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets());
    }
}
