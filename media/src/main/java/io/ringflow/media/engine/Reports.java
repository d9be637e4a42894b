package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.rtcp.RoundTrip;
import io.ringflow.media.rtcp.RtcpReader;
import io.ringflow.media.rtcp.RtcpReporter;
import io.ringflow.media.rtcp.VoipMetrics;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.SendStream;
import io.ringflow.media.sdp.MediaPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A leg's RTCP, multiplexed or on its own port. Owned by the leg's loop. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final int PACKETS_PER_READING = 4;

    // Reports come every few seconds: asking each tick whether one is there would cost a twelfth of all system calls'
    // time.
    private static final int READING_TICKS = 10;

    private final PacketSocket rtp;
    private final PacketSocket rtcp;
    private final PacketSlab slab;
    private final RemoteLatch latch;
    private final LegFigures figures;
    private final RoundTrip roundTrip = new RoundTrip();
    private final RtcpReader reader;
    private final RtcpReporter reporter;
    private final VoipMetrics metrics;

    private final boolean readsSeldom;

    // Legs read in different ticks.
    private final int firstReading;

    private boolean multiplexed;
    // The reporter knows; here it costs no look at it.
    private boolean scheduled;
    private int due;
    private InetSocketAddress signalled = RemoteLatch.NOWHERE;
    private InetSocketAddress heardFrom = RemoteLatch.NOWHERE;

    Reports(
            PortPool.Lease sockets,
            PacketSlab slab,
            RemoteLatch latch,
            SendStream out,
            ReceiveStream in,
            LegFigures figures,
            VoipMetrics metrics,
            String cname) {
        this.rtp = sockets.rtp();
        this.rtcp = sockets.rtcp();
        this.readsSeldom = slab.paced() && rtcp.exactArrivals();
        this.firstReading = rtcp.localPort() / 2 % READING_TICKS;
        this.slab = slab;
        this.latch = latch;
        this.figures = figures;
        this.metrics = metrics;
        this.reader = new RtcpReader(out.ssrc(), roundTrip);
        this.reporter = new RtcpReporter(out, in, reader, cname);
    }

    void apply(MediaPlan plan) {
        multiplexed = plan.rtcpMux();
        reporter.extended(plan.voipMetrics());
        if (!plan.remoteRtcp().equals(signalled)) {
            heardFrom = RemoteLatch.NOWHERE;
        }
        signalled = plan.remoteRtcp();
        if (!multiplexed) {
            open();
            rtcp.expect(signalled, plan.remoteSsrc());
        }
    }

    private void open() {
        try {
            rtcp.ready();
        } catch (IOException e) {
            figures.rtcpPortTaken();
            // A call without reports is better than none. Off the loop, since a log may wait.
            Thread.startVirtualThread(
                    () -> LOG.warn("port {} of RTCP can not be opened: {}", rtcp.localPort(), e.getMessage()));
        }
    }

    /** As {@link MediaLeg#prefetch}. */
    int prefetch() {
        return due;
    }

    /** What the far end has reported. */
    RtcpReader heard() {
        return reader;
    }

    /** Reads what came on the RTCP port: now and then when the socket can tell the time of it, else each tick. */
    boolean drain(int tick) {
        if (multiplexed || readsSeldom && (tick + firstReading) % READING_TICKS != 0) {
            return false;
        }
        boolean heard = false;
        for (int i = 0; i < PACKETS_PER_READING; i++) {
            InetSocketAddress source = rtcp.receive(slab);
            if (source == PacketSocket.NOBODY) {
                break;
            }
            int age = readsSeldom ? slab.ticksSince(rtcp.arrivalNanos()) : 0;
            if (onPacket(source, slab.in, tick - Math.clamp(age, 0, READING_TICKS))) {
                heardFrom = source;
                heard = true;
            }
        }
        return heard;
    }

    /** One RTCP packet of either port; true when it was believed. */
    boolean onPacket(InetSocketAddress source, ByteBuffer packet, int tick) {
        if (!latch.knows(source)) {
            figures.discarded(Discard.WRONG_SOURCE);
            return false;
        }
        if (!reader.read(packet, packet.limit(), tick)) {
            figures.discarded(Discard.MALFORMED);
            return false;
        }
        // What the other leg of a relay lost is missing here, but this path has not lost it.
        figures.remoteLost = reader.remoteLost() < 0 ? -1 : Math.max(0, reader.remoteLost() - figures.sentMissing);
        figures.roundTripMillis = roundTrip.millis();
        return true;
    }

    /** Sends a report when one is due. */
    void tick(int tick) {
        if (scheduled && tick - due < 0) {
            return;
        }
        if (reporter.due(tick) && !RemoteLatch.isNowhere(target())) {
            reporter.writeReport(slab.out, tick, metrics);
            send();
        }
        scheduled = true;
        due = reporter.next();
    }

    void goodbye(int tick) {
        if (!RemoteLatch.isNowhere(target())) {
            reporter.writeGoodbye(slab.out, tick, metrics);
            send();
        }
    }

    private void send() {
        (multiplexed ? rtp : rtcp).send(slab, target());
    }

    private InetSocketAddress target() {
        if (multiplexed) {
            return latch.target();
        }
        return RemoteLatch.isNowhere(heardFrom) || RemoteLatch.isNowhere(signalled) ? signalled : heardFrom;
    }
}
