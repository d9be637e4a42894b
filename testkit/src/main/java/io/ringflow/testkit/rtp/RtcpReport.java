package io.ringflow.testkit.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a compound RTCP packet (RFC 3550 §6), read as far as a telephone cares.
 *
 * @param type 200 sender report, 201 receiver report, 202 SDES, 203 BYE
 * @param lost of the first report block, the packets lost in all; -1 when there is no block
 */
public record RtcpReport(int type, long ssrc, long packetsSent, int lost, long jitter) {
    public static final int SENDER = 200;
    public static final int RECEIVER = 201;
    public static final int BYE = 203;

    /** A sender report with one name, as a compound packet must have. */
    static byte[] senderReport(long ssrc, long ntp, long timestamp, long packets, long octets) {
        byte[] name = "peer@testkit".getBytes(StandardCharsets.US_ASCII);
        var out = ByteBuffer.allocate(28 + 8 + 4 + name.length);
        out.put((byte) 0x80)
                .put((byte) SENDER)
                .putShort((short) 6)
                .putInt((int) ssrc)
                .putLong(ntp);
        out.putInt((int) timestamp).putInt((int) packets).putInt((int) octets);
        out.put((byte) 0x81).put((byte) 202).putShort((short) ((out.remaining() - 2) / 4));
        out.putInt((int) ssrc).put((byte) 1).put((byte) name.length).put(name);
        return out.array(); // two octets of zero end the item list and fill the word
    }

    static List<RtcpReport> parse(byte[] octets) {
        var in = ByteBuffer.wrap(octets);
        var reports = new ArrayList<RtcpReport>();
        int at = 0;
        while (at + 8 <= octets.length) {
            int type = octets[at + 1] & 0xFF;
            int end = at + 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
            int block = at + (type == SENDER ? 28 : 8);
            boolean reports1 = (octets[at] & 0x1F) > 0 && type <= RECEIVER && block + 24 <= octets.length;
            reports.add(new RtcpReport(
                    type,
                    in.getInt(at + 4) & 0xFFFFFFFFL,
                    type == SENDER && at + 24 <= octets.length ? in.getInt(at + 20) & 0xFFFFFFFFL : 0,
                    reports1 ? in.getInt(block + 4) << 8 >> 8 : -1,
                    reports1 ? in.getInt(block + 12) & 0xFFFFFFFFL : 0));
            at = end;
        }
        return reports;
    }
}
