package io.ringflow.bench.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The RTP of a packet capture, judged stream by stream with the kernel's own times: free of the noise of a process that
 * would have to wake up to see a packet. Reads the classic pcap format of Ethernet, which is what loopback looks like.
 */
final class Capture {

    private static final int MICROS_MAGIC = 0xA1B2C3D4;
    private static final int NANOS_MAGIC = 0xA1B23C4D;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int MOST_OCTETS = 1 << 18;
    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4 = 0x0800;
    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;
    private static final int RTP_HEADER = 12;
    private static final InetSocketAddress ANYONE = new InetSocketAddress(0);

    /** One direction between two ports; the addresses as numbers. */
    private record Flow(int from, int fromPort, int to, int toPort, int ssrc) {}

    private final RtpTotals totals = new RtpTotals();
    private final Map<Flow, Arrivals> flows = new HashMap<>();
    private final long nanosPerFraction;
    private final ByteOrder order;

    private Capture(ByteBuffer header) throws IOException {
        int magic = header.getInt(0);
        boolean swapped = magic != MICROS_MAGIC && magic != NANOS_MAGIC;
        order = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int known = header.order(order).getInt(0);
        if (known != MICROS_MAGIC && known != NANOS_MAGIC) throw new IOException("not a pcap file");
        if (header.getInt(20) != ETHERNET) throw new IOException("a capture of Ethernet or loopback is needed");
        nanosPerFraction = known == NANOS_MAGIC ? 1 : 1_000;
    }

    /** @throws IOException when it can't be read, or is no such capture */
    static RtpTotals read(InputStream file) throws IOException {
        var input = new DataInputStream(file);
        var capture = new Capture(ByteBuffer.wrap(exactly(input, FILE_HEADER)));
        var header = ByteBuffer.allocate(RECORD_HEADER).order(capture.order);
        while (true) {
            try {
                input.readFully(header.array());
            } catch (EOFException end) {
                break;
            }
            int length = header.getInt(8);
            if (length < 0 || length > MOST_OCTETS) throw new IOException("a record of " + length + " octets");
            long at = header.getInt(0) * 1_000_000_000L + header.getInt(4) * capture.nanosPerFraction;
            capture.frame(ByteBuffer.wrap(exactly(input, length)), at);
        }
        capture.flows.values().forEach(arrivals -> arrivals.end(capture.totals));
        return capture.totals;
    }

    private static byte[] exactly(DataInputStream input, int octets) throws IOException {
        var read = new byte[octets];
        input.readFully(read);
        return read;
    }

    private void frame(ByteBuffer frame, long at) {
        if (frame.limit() < ETHERNET_HEADER + 20 || (frame.getShort(12) & 0xFFFF) != IPV4) return;
        int ip = ETHERNET_HEADER;
        if (frame.get(ip + 9) != UDP) return;
        int udp = ip + 4 * (frame.get(ip) & 0x0F);
        int rtp = udp + UDP_HEADER;
        if (frame.limit() < rtp + RTP_HEADER || !isRtp(frame, rtp)) return;
        var flow = new Flow(
                frame.getInt(ip + 12),
                frame.getShort(udp) & 0xFFFF,
                frame.getInt(ip + 16),
                frame.getShort(udp + 2) & 0xFFFF,
                frame.getInt(rtp + 8));
        flows.computeIfAbsent(flow, f -> {
                    var arrivals = new Arrivals();
                    arrivals.begin(first -> {});
                    return arrivals;
                })
                .accept(frame.position(rtp).slice(), ANYONE, at, totals);
    }

    /** G.711 or a dynamic type, in version 2: RTCP and SIP are neither (RFC 5761 §4). */
    private static boolean isRtp(ByteBuffer frame, int rtp) {
        int type = frame.get(rtp + 1) & 0x7F;
        boolean known = type == AudioDescription.PCMA || type == AudioDescription.PCMU || type >= 96;
        return (frame.get(rtp) & 0xC0) == 0x80 && known;
    }
}
