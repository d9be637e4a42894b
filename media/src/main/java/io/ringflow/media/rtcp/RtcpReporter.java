package io.ringflow.media.rtcp;

import io.ringflow.media.Tick;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Decides when a report is due and writes it (RFC 3550 §6.2, §6.4). Owned by the leg's loop. */
public final class RtcpReporter {
    private static final int SECOND = Tick.PER_SECOND;
    private static final int INTERVAL = 5 * SECOND;
    private static final byte CNAME = 1;
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int EXTENDED_REPORT = 207;

    private final SendStream out;
    private final ReceiveStream in;
    private final RtcpReader reader;
    private final byte[] cname;

    private boolean extended;
    private int random;
    private int due;
    private boolean scheduled;
    private long packetsAtReport;

    public RtcpReporter(SendStream out, ReceiveStream in, RtcpReader reader, String cname) {
        this.out = out;
        this.in = in;
        this.reader = reader;
        this.cname = cname.getBytes(StandardCharsets.US_ASCII);
        this.random = out.ssrc() | 1;
    }

    /** Whether the far end takes extended reports: it said so in its description (RFC 3611 §5). */
    public void extended(boolean wanted) {
        extended = wanted;
    }

    /** True once per interval; the first one comes early. */
    public boolean due(int tick) {
        if (!scheduled) {
            scheduled = true;
            due = tick + interval() / 2;
        }
        if (tick - due < 0) {
            return false;
        }
        due = tick + interval();
        return true;
    }

    /** The tick of the next report; known once {@link #due} was asked. */
    public int next() {
        return due;
    }

    // RFC 3550 §6.2: uniformly between half and one and a half of the interval, so that reports do not synchronise.
    private int interval() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return INTERVAL / 2 + (random >>> 1) % INTERVAL;
    }

    /**
     * Writes a report and leaves the buffer ready to be sent.
     *
     * @param metrics for the extended report, if one is wanted and something was received
     */
    public void writeReport(ByteBuffer packet, int tick, VoipMetrics metrics) {
        packet.clear();
        boolean sender = out.packets() != packetsAtReport;
        packetsAtReport = out.packets();
        int blocks = in.started() ? 1 : 0;
        int words = (sender ? 6 : 1) + 6 * blocks;
        packet.put((byte) (0x80 | blocks));
        packet.put((byte) (sender ? SENDER_REPORT : RECEIVER_REPORT));
        packet.putShort((short) words);
        packet.putInt(out.ssrc());
        if (sender) {
            writeSenderInfo(packet, tick);
        }
        if (blocks == 1) {
            writeBlock(packet, tick);
        }
        writeDescription(packet);
        if (extended && blocks == 1) {
            packet.putInt(0x80 << 24 | EXTENDED_REPORT << 16 | 1 + VoipMetrics.LENGTH / 4);
            packet.putInt(out.ssrc());
            metrics.write(packet, in.ssrc());
        }
        packet.flip();
    }

    private void writeSenderInfo(ByteBuffer packet, int tick) {
        packet.putInt(tick / SECOND);
        packet.putInt((int) (((long) (tick % SECOND) << 32) / SECOND));
        packet.putInt(out.timestamp());
        packet.putInt((int) out.packets());
        packet.putInt((int) out.payloadBytes());
    }

    private void writeBlock(ByteBuffer packet, int tick) {
        packet.putInt(in.ssrc());
        packet.putInt(in.fractionLost() << 24 | in.cumulativeLost() & 0xFF_FFFF);
        packet.putInt(in.extendedHighest());
        packet.putInt((int) in.jitter());
        packet.putInt(reader.lastSenderReport());
        packet.putInt(reader.delaySinceSenderReport(tick));
    }

    private void writeDescription(ByteBuffer packet) {
        int start = packet.position();
        packet.putInt(0);
        packet.putInt(out.ssrc());
        packet.put(CNAME);
        packet.put((byte) cname.length);
        packet.put(cname);
        // RFC 3550 §6.5: the chunk ends with at least one null octet, at a word boundary.
        do {
            packet.put((byte) 0);
        } while ((packet.position() - start) % 4 != 0);
        packet.put(start, (byte) 0x81);
        packet.put(start + 1, (byte) SOURCE_DESCRIPTION);
        packet.putShort(start + 2, (short) ((packet.position() - start) / 4 - 1));
    }

    /** Writes a last report and a BYE (RFC 3550 §6.6). */
    public void writeGoodbye(ByteBuffer packet, int tick, VoipMetrics metrics) {
        writeReport(packet, tick, metrics);
        packet.position(packet.limit());
        packet.limit(packet.capacity());
        packet.putInt(0x81 << 24 | GOODBYE << 16 | 1);
        packet.putInt(out.ssrc());
        packet.flip();
    }
}
