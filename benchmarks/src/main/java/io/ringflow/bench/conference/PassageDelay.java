package io.ringflow.bench.conference;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.media.engine.TickClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long sound is on its way from one far end of a conversation to the other: an engine of its own, far ends on bare
 * sockets that are silent but for one loud packet in 25. Owned by the benchmark's thread.
 */
public final class PassageDelay {
    private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long STEP_NANOS = 100_000;
    private static final int LOUD_EACH = 25;
    private static final int SILENCE = 0xD5;
    private static final int LOUD = 0x2A;
    private static final int LOUD_FROM = 0x80;
    private static final int HEADER = 12;
    private static final int FRAME = 160;
    private static final long MOST_MICROS = 1_000_000;

    private final Histogram micros = new Histogram(MOST_MICROS, 3);
    private final ByteBuffer packet = ByteBuffer.allocate(1_500);

    /** One far end. */
    private final class End {
        private final DatagramChannel channel;
        private final MediaSession session;
        private final InetSocketAddress to;

        private long due;
        private int sent;
        private long loudSince;

        End(MediaEngine engine, long firstNanos) throws IOException {
            channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            session = engine.open(new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1"), event -> {});
            int own = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            String answer = session.answer(("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                            + "m=audio %d RTP/AVP 8 101\r\na=rtcp-mux\r\na=rtpmap:101 telephone-event/8000\r\n")
                    .formatted(own));
            String media = answer.lines()
                    .filter(line -> line.startsWith("m=audio"))
                    .findFirst()
                    .orElseThrow();
            to = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(media.split(" ")[1]));
            due = firstNanos;
        }

        /** Sends what is due; the other hears it from then on. */
        void speak(long now) throws IOException {
            if (now < due) {
                return;
            }
            boolean loud = sent % LOUD_EACH == LOUD_EACH - 1;
            packet.clear();
            packet.put((byte) 0x80)
                    .put((byte) 8)
                    .putShort((short) sent)
                    .putInt(sent * FRAME)
                    .putInt(to.getPort());
            for (int i = 0; i < FRAME; i++) {
                packet.put((byte) (loud ? (i / 8 % 2 == 0 ? LOUD : LOUD | 0x80) : SILENCE));
            }
            channel.send(packet.flip(), to);
            if (loud) {
                loudSince = now;
            }
            sent++;
            due += PACKET_NANOS;
        }

        /** Notes when what the other said loudly came. */
        void hear(End other, boolean counts) throws IOException {
            while (channel.receive(packet.clear()) != null) {
                long now = System.nanoTime();
                packet.flip();
                int onset = other.loudSince == 0 ? -1 : onset();
                if (onset >= 0) {
                    long late = now - other.loudSince + onset * PACKET_NANOS / FRAME;
                    other.loudSince = 0;
                    if (counts) {
                        micros.recordValue(Math.min(MOST_MICROS, late / 1_000));
                    }
                }
            }
        }

        /** The first loud sample, or -1. */
        private int onset() {
            if ((packet.get(1) & 0x7F) != 8) {
                return -1;
            }
            for (int i = HEADER; i < packet.limit(); i++) {
                // A-law's magnitude has its even bits turned.
                if (((packet.get(i) ^ 0x55) & 0x7F) > (LOUD_FROM >> 1)) {
                    return i - HEADER;
                }
            }
            return -1;
        }

        void close() throws IOException {
            session.close();
            channel.close();
        }
    }

    /**
     * Lets them talk.
     *
     * @param loops media loops
     * @param relayed whether packets are handed on, or mixed
     * @param conversations at the same time
     * @param length after a second that is not counted
     * @return what the way took, in microseconds, both directions
     */
    public static Histogram measure(int loops, boolean relayed, int conversations, Duration length) throws IOException {
        var defaults = MediaConfig.defaults();
        var config = new MediaConfig(
                loops,
                0,
                0,
                Duration.ZERO,
                defaults.codecs(),
                defaults.symmetricRtp(),
                defaults.mediaTimeout(),
                defaults.jitterMinimum(),
                defaults.jitterMaximum(),
                defaults.packetsPerSecond());
        try (var engine = MediaEngine.start(config, TickClock.realTime(), MediaObserver.NONE)) {
            return new PassageDelay().run(engine, relayed, conversations, length);
        }
    }

    private Histogram run(MediaEngine engine, boolean relayed, int conversations, Duration length) throws IOException {
        var random = new SplittableRandom(7);
        List<End> ends = new ArrayList<>();
        List<Conference> rooms = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < conversations; i++) {
            Conference room = engine.conference(new ConferenceConfig(2, 2, relayed), event -> {});
            rooms.add(room);
            for (int side = 0; side < 2; side++) {
                End end = new End(engine, start + random.nextLong(PACKET_NANOS));
                room.join(end.session, ConferenceRole.SPEAKER);
                ends.add(end);
            }
        }
        long counted = start + TimeUnit.SECONDS.toNanos(1);
        for (long now = start; now < counted + length.toNanos(); now = System.nanoTime()) {
            for (int i = 0; i < ends.size(); i++) {
                End end = ends.get(i);
                end.speak(now);
                end.hear(ends.get(i ^ 1), now > counted);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        rooms.forEach(Conference::close);
        for (End end : ends) {
            end.close();
        }
        return micros;
    }

    private PassageDelay() {}
}
