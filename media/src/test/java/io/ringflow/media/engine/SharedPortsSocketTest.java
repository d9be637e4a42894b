package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.MediaSession;
import io.ringflow.media.TestClip;
import io.ringflow.media.net.SocketKind;
import io.ringflow.testkit.net.TakenPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many sessions on one port of their loop. */
class SharedPortsSocketTest {
    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");

    private final Set<Integer> opened = new HashSet<>();
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void portShared(int loop, int port) {
            opened.add(port);
        }
    };
    private final MediaConfig config = MediaLab.config();
    private final MediaLab lab = new MediaLab(config, observer);

    @BeforeEach
    void ask() {
        assumeTrue(SocketKind.obstacle().isEmpty(), "shared ports are native");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private MediaSession open(MediaLab at, SymmetricRtp symmetric, boolean shared) {
        return at.engine.open(
                LOCAL, new MediaProfile("t", config.codecs(), symmetric, DtmfPolicy.AUTO, shared), event -> {});
    }

    private MediaSession open() {
        return open(lab, SymmetricRtp.AUTO, true);
    }

    private static int port(MediaSession session) {
        return FarEnd.portOf(session.offer()).getPort();
    }

    @Test
    void aLoopHasOnePortForTrunksThatShareAndOthersKeepTheirOwn() {
        Set<Integer> shared = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            shared.add(port(open()));
        }
        assertThat(shared).as("one for each loop").hasSize(config.loops()).isEqualTo(opened);
        assertThat(shared).doesNotContain(port(open(lab, SymmetricRtp.AUTO, false)));
        assertThat(shared).as("behind NAT").doesNotContain(port(open(lab, SymmetricRtp.ON, true)));
    }

    /** Ports of a range of ours, as a server has them: the odd one is bound later where a call has its own. */
    @Test
    void aPairOfWhichAnotherProcessHasOneIsPassedOver() throws IOException {
        try (TakenPort other = TakenPort.aboveAFreeOne(LOCAL.bind())) {
            int first = other.lower();
            try (MediaLab ranged = new MediaLab(range(first, first + 39), observer)) {
                Set<Integer> shared = new HashSet<>();
                for (int i = 0; i < 8; i++) {
                    shared.add(port(open(ranged, SymmetricRtp.AUTO, true)));
                }
                assertThat(shared)
                        .as("one for each loop")
                        .hasSize(config.loops())
                        .isEqualTo(opened);
                assertThat(shared).doesNotContain(first).allMatch(port -> port > first && port < first + 39);
            }
        }
    }

    private MediaConfig range(int first, int last) {
        return new MediaConfig(
                config.loops(),
                0,
                first,
                last,
                Duration.ZERO,
                config.codecs(),
                config.symmetricRtp(),
                config.mediaTimeout(),
                config.jitterMinimum(),
                config.jitterMaximum(),
                config.packetsPerSecond(),
                config.sockets(),
                0,
                false);
    }

    @Test
    void withoutNativeSocketsEveryCallHasItsOwnPort() {
        try (MediaLab channels = new MediaLab(config.with(Sockets.CHANNEL))) {
            Set<Integer> ports = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                ports.add(port(open(channels, SymmetricRtp.AUTO, true)));
            }
            assertThat(ports).hasSize(6);
        }
    }

    @Test
    void callsThatCallEachOtherHearEachTheirOwn() {
        List<MediaLab.Party> parties = new ArrayList<>();
        try (MediaLab all = new MediaLab(config.withSharedPorts(true))) {
            for (int i = 0; i < 10; i++) {
                parties.addAll(all.pair());
            }
            all.turn(1);
            for (int i = 0; i < 10; i++) {
                parties.get(2 * i).session().sendDigits(Integer.toString(i), 100, 100);
            }
            all.turn(100);
            for (int i = 0; i < 10; i++) {
                MediaLab.Party callee = parties.get(2 * i + 1);
                assertThat(callee.digits()).isEqualTo(Integer.toString(i));
                assertThat(callee.session().stats().packetsReceived()).isGreaterThan(90);
                assertThat(callee.session().stats().packetsLost()).isZero();
            }
        }
    }

    @Test
    void whoLeavesTakesNobodyWithIt() {
        try (FarEnd one = FarEnd.local();
                FarEnd two = FarEnd.local();
                FarEnd three = FarEnd.local()) {
            // Every other session lives on the other loop.
            List<MediaSession> sessions = List.of(open(), open(), open(), open());
            InetSocketAddress to = FarEnd.portOf(sessions.get(0).answer(FarEnd.offer(one.address(), 8)));
            assertThat(FarEnd.portOf(sessions.get(2).answer(FarEnd.offer(two.address(), 8))))
                    .isEqualTo(to);
            sessions.get(2).play(TestClip.ramp(1_000), 1);
            turn(10, to, one, two);
            one.hears();
            two.hears();
            sessions.get(0).close();
            lab.turn(1);
            assertThat(one.hears()).isEmpty();
            turn(10, to, one, two);
            assertThat(one.hears()).isEmpty();
            assertThat(two.hears()).hasSize(11);
            lab.turn(50);
            assertThat(sessions.get(2).stats().packetsReceived()).isEqualTo(20);
            MediaSession next = open();
            assertThat(FarEnd.portOf(next.answer(FarEnd.offer(three.address(), 8))))
                    .isEqualTo(to);
            turn(50, to, three);
            lab.turn(50);
            assertThat(next.stats().packetsReceived()).isEqualTo(50);
        }
    }

    private void turn(int ticks, InetSocketAddress to, FarEnd... ends) {
        for (int i = 0; i < ticks; i++) {
            for (FarEnd end : ends) {
                end.sends(to, 20);
            }
            lab.turn(1);
        }
    }

    @Test
    void ourStreamIsToldWhereThePortIsShared() {
        String sdp = open().offer();
        assertThat(sdp).containsPattern("a=ssrc:\\d+ cname:ringflow-m\\S+\r\n");
        assertThat(open(lab, SymmetricRtp.AUTO, false).offer()).doesNotContain("a=ssrc");
    }
}
