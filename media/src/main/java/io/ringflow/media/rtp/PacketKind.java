package io.ringflow.media.rtp;

import java.nio.ByteBuffer;

/** What a datagram on a media port is, told by its first two bytes (RFC 7983 §7, RFC 5761 §4). */
public enum PacketKind {
    RTP,
    RTCP,
    STUN,
    DTLS,
    OTHER;

    // RFC 5761 §4: RTCP packet types 192 to 223 are RTP payload types 64 to 95 with the marker bit set.
    private static final int FIRST_RTCP_TYPE = 192;
    private static final int LAST_RTCP_TYPE = 223;

    /** Looks at the packet in {@code [0, length)}; reads nothing beyond. */
    public static PacketKind of(ByteBuffer packet, int length) {
        if (length < 2) {
            return OTHER;
        }
        int first = packet.get(0) & 0xFF;
        if (first >= 128 && first <= 191) {
            int type = packet.get(1) & 0xFF;
            return type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE ? RTCP : RTP;
        }
        if (first <= 3) {
            return STUN;
        }
        return first >= 20 && first <= 63 ? DTLS : OTHER;
    }
}
