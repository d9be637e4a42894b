package io.ringflow.bench.load;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of one stream: counts its packets and judges their pace. Owned by its receiver; allocates nothing
 * per packet.
 */
final class Arrivals {

    private static final int HEADER = 12;
    private static final long NANOS_PER_SAMPLE = 125_000;
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final LongConsumer NOBODY = at -> {};

    private final SequenceWindow window = new SequenceWindow();
    private final ScheduleDeviation schedule = new ScheduleDeviation();

    private volatile @Nullable InetSocketAddress remote;

    private boolean open;
    private boolean heard;
    private LongConsumer firstPacket = NOBODY;
    private int ssrc;
    private long lastAt;
    private int lastTimestamp;
    private long mediaNanos;

    /** A call starts: whatever comes now is its. */
    void begin(LongConsumer onFirstPacket) {
        remote = null;
        open = true;
        heard = false;
        firstPacket = onFirstPacket;
        window.reset();
    }

    /** From any thread: the server has said where its packets come from, others are strays. */
    void expect(InetSocketAddress source) {
        remote = source;
    }

    /** The call is over; what still comes is not counted. */
    void end(RtpTotals totals) {
        if (!open) return;
        open = false;
        firstPacket = NOBODY;
        if (heard) close(totals);
    }

    void accept(ByteBuffer packet, SocketAddress source, long now, RtpTotals totals) {
        if (!open || isRtcp(packet)) return;
        InetSocketAddress expected = remote;
        if (packet.remaining() < HEADER
                || (packet.get(0) & 0xC0) != 0x80
                || expected != null && !expected.equals(source)) {
            totals.strays++;
            return;
        }
        int second = packet.get(1);
        int type = second & 0x7F;
        boolean audio = type == AudioDescription.PCMA || type == AudioDescription.PCMU;
        if (!heard) {
            heard = true;
            totals.streams++;
            ssrc = packet.getInt(8);
            firstPacket.accept(now);
        }
        if (ssrc != packet.getInt(8)) {
            close(totals);
            window.reset();
            ssrc = packet.getInt(8);
        }
        totals.received++;
        if (!audio) totals.events++;
        count(packet.getShort(2), packet.getInt(4), audio, second < 0, now, totals);
    }

    /** RFC 5761 §4: what would be payload types 64 to 95. */
    private static boolean isRtcp(ByteBuffer packet) {
        return packet.remaining() > 1 && (packet.get(1) & 0x60) == 0x40;
    }

    private void count(int sequence, int timestamp, boolean audio, boolean marker, long now, RtpTotals totals) {
        switch (window.take(sequence & 0xFFFF)) {
            case DUPLICATE -> totals.duplicates++;
            case REORDERED -> totals.reordered++;
            case FIRST -> restart(timestamp, now, totals);
            case NEXT -> {
                // Events keep one timestamp for their whole length: no clock to measure against (RFC 4733 §2.2).
                if (!audio) return;
                if (marker) restart(timestamp, now, totals);
                else advance(timestamp, true, now, totals);
            }
            case AFTER_GAP -> {
                if (audio) advance(timestamp, false, now, totals);
            }
        }
    }

    private void restart(int timestamp, long now, RtpTotals totals) {
        schedule.restart(totals);
        mediaNanos = 0;
        schedule.take(now, 0, totals);
        lastAt = now;
        lastTimestamp = timestamp;
    }

    private void advance(int timestamp, boolean neighbour, long now, RtpTotals totals) {
        long stepNanos = (timestamp - lastTimestamp) * NANOS_PER_SAMPLE;
        long delta = now - lastAt;
        mediaNanos += stepNanos;
        schedule.take(now, mediaNanos, totals);
        if (neighbour) totals.recordInterarrival(delta - stepNanos);
        if (delta > GAP_NANOS) totals.gaps++;
        lastAt = now;
        lastTimestamp = timestamp;
    }

    private void close(RtpTotals totals) {
        schedule.restart(totals);
        totals.expected += window.expected();
        totals.lost += window.lost();
    }
}
