package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.TestClip;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.graph.AudioSource;
import io.ringflow.media.net.ChannelSocket;
import io.ringflow.media.record.Recordings;
import io.ringflow.media.sdp.MediaPlan;
import io.ringflow.media.sdp.MediaPlan.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** One leg on its loop, visited by hand. */
@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#sockets")
class MediaLegSocketTest {
    private final List<String> facts = new ArrayList<>();
    private final List<MediaEvent> events = new ArrayList<>();
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void traffic(int loop, long sent, long received, long lost, long discarded) {
            facts.add("sent " + sent + ", received " + received + ", lost " + lost + ", discarded " + discarded);
        }

        @Override
        public void sessionClosed(String trunk, MediaStats last) {
            facts.add("closed");
        }

        @Override
        public void portUnreachable(long answers) {
            facts.add("unreachable");
        }

        @Override
        public void commandRefused() {
            facts.add("refused");
        }
    };
    private final Recordings recordings = new Recordings(InstantSource.system(), observer);
    private final FarEnd far = FarEnd.local();
    private final MediaLoop loop;
    private final PortPool ports;
    private final PortPool.Lease lease;
    private final InetSocketAddress port;
    private final MediaLeg leg;

    MediaLegSocketTest(Sockets sockets) {
        MediaConfig config = MediaLab.config().with(sockets);
        loop = MediaLoop.start(0, new ManualTicks(), observer, config);
        ports = new PortPool(config, observer);
        lease = ports.lease(InetAddress.getLoopbackAddress());
        port = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), lease.rtp().localPort());
        leg = new MediaLeg("m1", loop, lease, new LegSurroundings(config, events::add, observer, ports, () -> {}));
    }

    @BeforeEach
    void open() throws Exception {
        MediaPlan plan = new MediaPlan(
                far.address(), far.address(), true, Direction.SENDRECV, new Pcma(), 8, 8, 20, -1, Map.of(), false);
        onLoop(() -> {
            loop.load().reserve();
            leg.open();
            leg.apply(plan, EncodedClip.NONE, TestClip.silence(plan.codec()));
        });
    }

    @AfterEach
    void close() {
        loop.close();
        far.close();
    }

    private void onLoop(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.submit(() -> {
            try {
                work.run();
            } finally {
                done.countDown();
            }
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void skippedTicksAreAGapAndNotAShift() throws Exception {
        onLoop(() -> {
            leg.tick(1);
            leg.tick(2);
            leg.tick(7);
        });
        List<FarEnd.Heard> heard = far.hears();
        assertThat(heard).hasSize(3);
        assertThat(heard.get(1).timestamp() - heard.get(0).timestamp() & 0xFFFF_FFFFL)
                .isEqualTo(160);
        assertThat(heard.get(2).timestamp() - heard.get(1).timestamp() & 0xFFFF_FFFFL)
                .isEqualTo(5 * 160);
        assertThat(heard.get(2).sequence()).isEqualTo(heard.get(1).sequence() + 1 & 0xFFFF);
        assertThat(heard.get(2).marker()).isTrue();
    }

    @Test
    void aSinkHearsTheFarEndAndLossFadesOut() throws Exception {
        List<Integer> levels = new ArrayList<>();
        onLoop(() -> leg.listen((frame, samples, rate) -> levels.add(Math.abs(frame[samples / 2]))));
        for (int tick = 1; tick <= 10; tick++) {
            if (tick == 5) {
                far.sequence++;
                far.timestamp += 160;
            } else {
                byte[] loud = new byte[160];
                Arrays.fill(loud, (byte) 0x2A);
                far.send(port, 8, far.timestamp, loud);
                far.timestamp += 160;
            }
            int now = tick;
            onLoop(() -> leg.tick(now));
        }
        int loud = levels.get(3);
        assertThat(loud).isGreaterThan(10_000);
        assertThat(levels).startsWith(0, 0, loud, loud, loud, loud).endsWith(loud, loud, loud);
        assertThat(levels.get(6)).isPositive().isLessThan(loud);
    }

    @Test
    void aSourceSpeaksWhileNoClipPlays() throws Exception {
        AudioSource source = (frame, samples, rate) -> {
            Arrays.fill(frame, 0, samples, (short) 8000);
            return true;
        };
        onLoop(() -> {
            leg.speak(source);
            leg.tick(1);
            leg.hush(source);
            leg.tick(2);
        });
        List<FarEnd.Heard> heard = far.hears();
        byte[] expected = new byte[1];
        new Pcma().newEncoder().encode(new short[] {8000}, 0, 1, expected, 0);
        assertThat(heard.get(0).payload()).hasSize(160).containsOnly(expected[0]);
        assertThat(heard.get(1).payload()).hasSize(160).containsOnly(0xD5);
    }

    @Test
    void trafficIsToldOncePerSecond() throws Exception {
        for (int i = 0; i < 5; i++) {
            far.sends(port, 20);
        }
        onLoop(() -> {
            for (int i = 0; i < 100; i++) {
                loop.turnAllPhases();
            }
        });
        assertThat(facts).hasSize(2);
        assertThat(facts.getFirst()).endsWith("received 5, lost 0, discarded 0");
        assertThat(facts.getLast()).isEqualTo("sent 50, received 0, lost 0, discarded 0");
    }

    /** Fills the queue behind a command that lasts until the condition holds. */
    private void fillQueueUntil(BooleanSupplier released) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        loop.submit(() -> {
            started.countDown();
            while (!released.getAsBoolean()) {
                Thread.onSpinWait();
            }
        });
        started.await();
        int queued = 0;
        while (loop.submit(() -> {})) {
            queued++;
        }
        assertThat(queued).isEqualTo(MediaLoop.MAX_COMMANDS);
        assertThat(facts).containsExactly("refused");
    }

    private void awaitIdle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!loop.idle()) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void aQueueThatIsFullRefusesAndALegStillCloses() throws Exception {
        AtomicBoolean released = new AtomicBoolean();
        fillQueueUntil(released::get);
        leg.askClose();
        released.set(true);
        awaitIdle();
        onLoop(loop::turnAllPhases);
        assertThat(loop.load().legs()).isZero();
        awaitIdle();
    }

    @Test
    void aLoopClosesItsLegsThoughItsQueueIsFull() throws Exception {
        fillQueueUntil(loop::closing);
        loop.close();
        assertThat(facts).containsExactly("refused", "sent 0, received 0, lost 0, discarded 0", "closed");
        assertThat(loop.load().legs()).isZero();
        ChannelSocket.bind(port.getAddress(), port.getPort()).close();
    }

    @Test
    void aPlaybackStopsThoughTheQueueIsFull() throws Exception {
        onLoop(() -> leg.play(1, new TestClip("loud", new short[1600]).encoded(new Pcma(), 20), 1));
        AtomicBoolean released = new AtomicBoolean();
        fillQueueUntil(released::get);
        leg.askStop(1);
        released.set(true);
        awaitIdle();
        onLoop(loop::turnAllPhases);
        assertThat(events).containsExactly(new MediaEvent.PlaybackEnded(1, false));
    }

    @Test
    void closingTheSessionsPlaybackNeedsNoRoomInTheQueue() throws Exception {
        var session = new RtpMediaSession(
                "m1",
                loop,
                leg,
                TestClip.ramp(20),
                OfferedCodecs.of(new Pcma()),
                DtmfPolicy.AUTO,
                "127.0.0.1",
                lease,
                recordings);
        Playback playback = session.play(TestClip.ramp(1000), 1);
        AtomicBoolean released = new AtomicBoolean();
        fillQueueUntil(released::get);
        assertThatThrownBy(() -> session.play(TestClip.ramp(1000), 1)).hasMessageContaining("no more commands");
        playback.close();
        session.close();
        released.set(true);
        awaitIdle();
        assertThat(events).isEmpty();
        onLoop(loop::turnAllPhases);
        assertThat(events).containsExactly(new MediaEvent.PlaybackEnded(1, false));
        assertThat(loop.load().legs()).isZero();
    }

    @Test
    void aClipIsEncodedByTheCallerAndNotOnTheLoop() throws Exception {
        List<String> encoders = new ArrayList<>();
        Clip clip = new Clip() {
            @Override
            public String name() {
                return "where";
            }

            @Override
            public int durationMillis() {
                return 20;
            }

            @Override
            public short[] pcm(int sampleRate) {
                return new short[160];
            }

            @Override
            public EncodedClip encoded(Codec codec, int packetMillis) {
                encoders.add(Thread.currentThread().getName());
                return EncodedClip.NONE;
            }
        };
        var session = new RtpMediaSession(
                "m1",
                loop,
                leg,
                TestClip.ramp(20),
                OfferedCodecs.of(new Pcma()),
                DtmfPolicy.AUTO,
                "127.0.0.1",
                lease,
                recordings);
        session.answer(far.offer());
        session.play(clip, 1);
        session.answer(far.offer());
        awaitIdle();
        String here = Thread.currentThread().getName();
        assertThat(encoders).containsExactly(here, here);
    }

    @Test
    void aClosedPortOfTheFarEndIsTold() throws Exception {
        far.sends(port, 20);
        onLoop(() -> {
            leg.tick(1);
            leg.tick(2);
        });
        far.close();
        onLoop(() -> {
            for (int tick = 3; tick <= 50; tick++) {
                leg.tick(tick);
            }
        });
        assertThat(facts).containsExactly("unreachable");
        AtomicReference<String> text = new AtomicReference<>("");
        onLoop(() -> text.set(leg.describe()));
        assertThat(text.get()).contains("unreachable 1");
    }

    @Test
    void aPlaybackStoppedBeforeItBeginsDoesNotBegin() throws Exception {
        leg.askStop(2);
        onLoop(() -> leg.play(2, new TestClip("loud", new short[1600]).encoded(new Pcma(), 20), 1));
        onLoop(() -> leg.play(3, new TestClip("loud", new short[1600]).encoded(new Pcma(), 20), 1));
        onLoop(loop::turnAllPhases);
        assertThat(events).containsExactly(new MediaEvent.PlaybackEnded(2, false));
    }

    @Test
    void aLegThatFailsDoesNotTakeItsLoopAlong() throws Exception {
        AudioSource source = (frame, samples, rate) -> {
            throw new IllegalStateException("broken source");
        };
        var log = (Logger) LoggerFactory.getLogger(MediaLeg.class);
        var lines = new ListAppender<ILoggingEvent>();
        log.addAppender(lines);
        log.setAdditive(false);
        lines.start();
        onLoop(() -> leg.speak(source));
        onLoop(loop::turnAllPhases);
        onLoop(loop::turnAllPhases);
        onLoop(() -> leg.hush(source));
        onLoop(loop::turnAllPhases);
        log.detachAppender(lines);
        log.setAdditive(true);
        assertThat(far.hears()).hasSize(1);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("media session m1 failed in its tick");
    }
}
