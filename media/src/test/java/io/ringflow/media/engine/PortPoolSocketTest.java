package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaObserver;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#sockets")
class PortPoolSocketTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private final AtomicInteger exhausted = new AtomicInteger();
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void portsExhausted() {
            exhausted.incrementAndGet();
        }
    };

    private final Sockets sockets;

    private Instant now = Instant.EPOCH;

    PortPoolSocketTest(Sockets sockets) {
        this.sockets = sockets;
    }

    private MediaConfig range(int first, int last) {
        MediaConfig base = MediaConfig.defaults();
        return new MediaConfig(
                1,
                0,
                first,
                last,
                Duration.ofSeconds(30),
                base.codecs(),
                base.symmetricRtp(),
                base.mediaTimeout(),
                base.jitterMinimum(),
                base.jitterMaximum(),
                base.packetsPerSecond(),
                sockets,
                0,
                false);
    }

    /** A pool of two pairs that the system says are free. */
    private PortPool twoPairs() {
        PortPool system = new PortPool(range(0, 0), MediaObserver.NONE);
        while (true) {
            PortPool.Lease lease = system.lease(LOCAL);
            int first = lease.rtp().localPort();
            system.release(lease);
            PortPool pool = new PortPool(range(first, first + 3), observer, () -> now);
            try {
                PortPool.Lease one = pool.lease(LOCAL);
                PortPool.Lease two = pool.lease(LOCAL);
                one.close();
                two.close();
                return new PortPool(range(first, first + 3), observer, () -> now);
            } catch (MediaFailure e) {
                exhausted.set(0);
            }
        }
    }

    @Test
    void rtpIsEvenAndRtcpIsTheOneAbove() {
        PortPool pool = new PortPool(range(0, 0), MediaObserver.NONE);
        for (int i = 0; i < 20; i++) {
            PortPool.Lease lease = pool.lease(LOCAL);
            assertThat(lease.rtp().localPort() % 2).isZero();
            assertThat(lease.rtcp().localPort()).isEqualTo(lease.rtp().localPort() + 1);
            pool.release(lease);
        }
    }

    /** RFC 5761: with RTP and RTCP on one port, the one above is nobody's. */
    @Test
    void thePortOfRtcpIsBoundWhenItIsNeededFirst() throws IOException {
        PortPool pool = twoPairs();
        PortPool.Lease lease = pool.lease(LOCAL);
        int port = lease.rtcp().localPort();
        try (DatagramChannel other = DatagramChannel.open()) {
            other.bind(new InetSocketAddress(LOCAL, port));
            assertThatThrownBy(() -> lease.rtcp().ready()).isInstanceOf(IOException.class);
            assertThat(lease.rtcp().failures()).isEqualTo(1);
        }
        assertThat(lease.rtcp().ready()).isSameAs(lease.rtcp().ready());
        try (DatagramChannel other = DatagramChannel.open()) {
            assertThatThrownBy(() -> other.bind(new InetSocketAddress(LOCAL, port)))
                    .isInstanceOf(BindException.class);
        }
        pool.release(lease);
        try (DatagramChannel other = DatagramChannel.open()) {
            other.bind(new InetSocketAddress(LOCAL, port));
        }
    }

    /** Legs that share a pair cannot do without either port. */
    @Test
    void whoNeedsBothPortsGetsAPairOfWhichNobodyElseHasOne() throws IOException {
        PortPool pool = twoPairs();
        PortPool.Lease one = pool.lease(LOCAL);
        PortPool.Lease two = pool.lease(LOCAL);
        int free = two.rtp().localPort();
        pool.release(one);
        pool.release(two);
        now = now.plusSeconds(30);
        // the pair that has rested longest, and comes first
        try (DatagramChannel other = DatagramChannel.open()) {
            other.bind(new InetSocketAddress(LOCAL, one.rtcp().localPort()));
            PortPool.Lease both = pool.leaseBoth(LOCAL);
            assertThat(both.rtp().localPort()).isEqualTo(free);
            try (DatagramChannel late = DatagramChannel.open()) {
                assertThatThrownBy(() -> late.bind(
                                new InetSocketAddress(LOCAL, both.rtcp().localPort())))
                        .isInstanceOf(BindException.class);
            }
            assertThatThrownBy(() -> pool.leaseBoth(LOCAL)).isInstanceOf(MediaFailure.class);
            // RTP's port was let go of.
            pool.release(pool.lease(LOCAL));
            pool.release(both);
        }
    }

    @Test
    void whenAllPortsAreInUseThatIsSaid() {
        PortPool pool = twoPairs();
        List<PortPool.Lease> leases = List.of(pool.lease(LOCAL), pool.lease(LOCAL));
        assertThatThrownBy(() -> pool.lease(LOCAL))
                .isInstanceOfSatisfying(MediaFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(MediaFailure.Kind.NO_PORTS));
        assertThat(exhausted).hasValue(1);
        leases.forEach(pool::release);
    }

    @Test
    void aPortGivenBackRestsWhileThereIsAnother() {
        PortPool pool = twoPairs();
        PortPool.Lease first = pool.lease(LOCAL);
        int port = first.rtp().localPort();
        pool.release(first);
        now = now.plusSeconds(29);
        PortPool.Lease other = pool.lease(LOCAL);
        assertThat(other.rtp().localPort()).isNotEqualTo(port);
        now = now.plusSeconds(1);
        PortPool.Lease again = pool.lease(LOCAL);
        assertThat(again.rtp().localPort()).isEqualTo(port);
        pool.release(other);
        pool.release(again);
    }

    @Test
    void whenThereIsNoOtherThePortThatRestedLongestIsTakenButNotWithinTwoSeconds() {
        PortPool pool = twoPairs();
        PortPool.Lease first = pool.lease(LOCAL);
        PortPool.Lease second = pool.lease(LOCAL);
        int port = second.rtp().localPort();
        pool.release(second);
        now = now.plusSeconds(1);
        pool.release(first);
        assertThatThrownBy(() -> pool.lease(LOCAL)).isInstanceOf(MediaFailure.class);
        now = now.plusSeconds(1);
        PortPool.Lease third = pool.lease(LOCAL);
        assertThat(third.rtp().localPort()).isEqualTo(port);
        assertThatThrownBy(() -> pool.lease(LOCAL)).isInstanceOf(MediaFailure.class);
        pool.release(third);
    }

    @Test
    void aPortThatSomebodyElseHasIsPassedOver() {
        PortPool theirs = twoPairs();
        PortPool.Lease taken = theirs.lease(LOCAL);
        PortPool.Lease other = theirs.lease(LOCAL);
        int first = Math.min(taken.rtp().localPort(), other.rtp().localPort());
        int free = other.rtp().localPort();
        other.close();
        PortPool ours = new PortPool(range(first, first + 3), observer, () -> now);
        PortPool.Lease lease = ours.lease(LOCAL);
        assertThat(lease.rtp().localPort()).isEqualTo(free);
        ours.release(lease);
        theirs.release(taken);
    }
}
