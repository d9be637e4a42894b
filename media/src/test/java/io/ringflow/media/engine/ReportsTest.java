package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.rtcp.VoipMetrics;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.SendStream;
import io.ringflow.media.sdp.MediaPlan;
import io.ringflow.media.sdp.MediaPlan.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static int timesAsked(boolean exact) {
        QuietSocket rtcp = new QuietSocket(exact);
        Reports reports = reports(exact, rtcp);
        for (int tick = 0; tick < 1_000; tick++) {
            reports.drain(tick);
        }
        return rtcp.asked;
    }

    private static Reports reports(boolean exact, QuietSocket rtcp) {
        return reports(exact, rtcp, MediaObserver.NONE);
    }

    private static Reports reports(boolean exact, QuietSocket rtcp, MediaObserver observer) {
        return new Reports(
                new PortPool.Lease(new QuietSocket(exact), rtcp, false),
                new PacketSlab(true),
                new RemoteLatch(SymmetricRtp.AUTO),
                SendStream.random(RandomGenerator.getDefault()),
                new ReceiveStream(),
                new LegFigures(new Traffic(0, observer), observer),
                new VoipMetrics(),
                "us");
    }

    private static MediaPlan plan(boolean multiplexed) {
        var far = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4002);
        return new MediaPlan(far, far, multiplexed, Direction.SENDRECV, new Pcma(), 8, 8, 20, -1, Map.of(), false);
    }

    /** RFC 5761. */
    @Test
    void thePortAboveIsWantedOnlyWhereReportsHaveNoOtherWay() {
        QuietSocket rtcp = new QuietSocket(true);
        Reports reports = reports(true, rtcp);
        reports.apply(plan(true));
        assertThat(rtcp.wanted).isZero();
        reports.apply(plan(false));
        assertThat(rtcp.wanted).isEqualTo(1);
    }

    @Test
    void aCallWhosePortOfReportsIsTakenGoesOnAndIsCounted() {
        QuietSocket rtcp = new QuietSocket(false);
        AtomicInteger taken = new AtomicInteger();
        Reports reports = reports(false, rtcp, new MediaObserver() {
            @Override
            public void rtcpPortTaken() {
                taken.incrementAndGet();
            }
        });
        reports.apply(plan(false));
        assertThat(reports.drain(1)).isFalse();
        assertThat(rtcp.wanted).isEqualTo(1);
        assertThat(taken).hasValue(1);
    }

    @Test
    void aSocketThatKnowsTheTimeOfItsPacketsIsAskedSeldom() {
        assertThat(timesAsked(true)).isBetween(100, 101);
    }

    @Test
    void aSocketThatDoesNotIsAskedEachTick() {
        assertThat(timesAsked(false)).isEqualTo(1_000);
    }
}
