package io.ringflow.media.engine;

import com.sun.management.ThreadMXBean;
import io.ringflow.media.Clip;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.MediaStats;
import io.ringflow.media.TestClip;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.G722;
import io.ringflow.media.codec.L16;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import io.ringflow.media.codec.opus.Opus;
import io.ringflow.media.mix.MemberListener;
import io.ringflow.media.mix.Mixer;
import io.ringflow.media.mix.MixerPort;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.play.PcmClip;
import io.ringflow.media.sdp.MediaPlan;
import io.ringflow.media.sdp.MediaPlan.Direction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program: what a loop's thread allocates in 3,000 ticks of each kind of traffic, one line per kind. Run by {@link
 * AllocationSocketTest}, which says why in a virtual machine of its own.
 */
final class AllocationProbe {
    static final int TICKS = 3_000;

    /** Longer than until the first RTCP report and the media timeout: classes are loaded then. */
    private static final int WARM_UP = 600;

    private static final int TALK_TICKS = 50;

    private static final MemberListener SILENT_MEMBER = new MemberListener() {
        @Override
        public void talking(boolean talks) {}

        @Override
        public void gone() {}
    };

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One kind of traffic, in one tick. */
    private interface Tick {
        void turn() throws IOException;
    }

    private final MediaConfig config;
    private final PortPool ports;
    private final Clip clip = new PcmClip("long", tone(), 8_000);
    private final MediaLoop loop;
    private final MediaListener listener = this::onEvent;

    private long loudness;
    private long digits;

    private AllocationProbe(Sockets sockets) {
        config = MediaLab.config(SymmetricRtp.AUTO, Duration.ofSeconds(10)).with(sockets);
        ports = new PortPool(config, MediaObserver.NONE);
        loop = MediaLoop.start(0, new ManualTicks(), MediaObserver.NONE, config);
    }

    public static void main(String[] arguments) throws Exception {
        var probe = new AllocationProbe(Sockets.valueOf(arguments[0]));
        try {
            CompletableFuture<Void> done = new CompletableFuture<>();
            probe.loop.submit(() -> {
                try {
                    probe.measure();
                    done.complete(null);
                } catch (IOException | RuntimeException | AssertionError e) {
                    done.completeExceptionally(e);
                }
            });
            done.get(5, TimeUnit.MINUTES);
            probe.report("paced", new PacedProbe().measure(probe.config), MediaStats.NONE);
        } finally {
            probe.loop.close();
        }
    }

    private void onEvent(MediaEvent event) {
        if (event instanceof MediaEvent.Digit) {
            digits++;
        }
    }

    private void measure() throws IOException {
        legs("pcma", new Pcma());
        legs("pcmu", new Pcmu());
        legs("l16", new L16.Wide());
        spoken("spoken", new L16.Wide());
        spoken("opus", Opus.by("libopus"));
        relay("relay", new Pcma());
        conference("conference", new Pcma(), new Pcma(), new G722(), new G722());
        farEnd("loss", leased(), BareEnd::losesOneInTwenty);
        farEnd("keys", leased(), BareEnd::pressesNowAndThen);
        if (config.sockets() == Sockets.NATIVE) {
            farEnd("shared", leasedShared(), BareEnd::losesOneInTwenty);
            strangers("shared-strangers", leasedShared(), "127.0.0.2", "127.0.0.3");
        }
        tones("tones");
        bareConnected();
        strangers("stranger", leased(), "127.0.0.2");
        bareUnconnected("bare-stranger", "127.0.0.2");
        strangers("strangers", leased(), "127.0.0.2", "127.0.0.3");
        bareUnconnected("bare-strangers", "127.0.0.2", "127.0.0.3");
        digitEvent();
    }

    /** Two legs speak to each other, RTCP too. */
    private void legs(String name, Codec codec) throws IOException {
        PortPool.Lease one = ports.lease(InetAddress.getLoopbackAddress());
        PortPool.Lease two = ports.lease(InetAddress.getLoopbackAddress());
        MediaLeg first = leg(name + "-1", one);
        MediaLeg second = leg(name + "-2", two);
        apply(first, plan(address(two.rtp()), address(two.rtcp()), codec));
        apply(second, plan(address(one.rtp()), address(one.rtcp()), codec));
        first.play(1, clip.encoded(codec, 20), 1);
        second.listen(this::hear);
        long bytes = allocated(loop::turnAllPhases);
        first.close();
        second.close();
        report(name, bytes, second.stats());
    }

    /** As {@link #legs}, encoding and being overheard instead of handing out a clip. */
    private void spoken(String name, Codec codec) throws IOException {
        PortPool.Lease one = ports.lease(InetAddress.getLoopbackAddress());
        PortPool.Lease two = ports.lease(InetAddress.getLoopbackAddress());
        MediaLeg first = leg(name + "-1", one);
        MediaLeg second = leg(name + "-2", two);
        apply(first, plan(address(two.rtp()), address(two.rtcp()), codec));
        apply(second, plan(address(one.rtp()), address(one.rtcp()), codec));
        first.speak((frame, samples, rate) -> talk(frame, samples, true));
        first.overhear(this::hear);
        second.listen(this::hear);
        long bytes = allocated(loop::turnAllPhases);
        first.close();
        second.close();
        report(name, bytes, second.stats());
    }

    /** Legs in one room, each with a leg for its far end, who talk in turn: everybody hears the others. */
    private void conference(String name, Codec... codecs) throws IOException {
        Mixer mixer = new Mixer(2, (playback, completed) -> {}, new int[960]);
        MediaLeg[] members = new MediaLeg[codecs.length];
        MediaLeg[] guests = new MediaLeg[codecs.length];
        for (int i = 0; i < codecs.length; i++) {
            PortPool.Lease one = leased();
            PortPool.Lease two = leased();
            members[i] = leg(name + "-member-" + i, one);
            guests[i] = leg(name + "-guest-" + i, two);
            apply(members[i], plan(address(two.rtp()), address(two.rtcp()), codecs[i]));
            apply(guests[i], plan(address(one.rtp()), address(one.rtcp()), codecs[i]));
            MixerPort port = new MixerPort(ConferenceRole.SPEAKER);
            mixer.add(port, SILENT_MEMBER);
            members[i].listen(port);
            members[i].speak(port);
            int turn = i;
            guests[i].speak(
                    (frame, samples, rate) -> talk(frame, samples, loop.tick() / TALK_TICKS % codecs.length == turn));
            guests[i].listen(this::hear);
        }
        long bytes = allocated(() -> {
            mixer.mix();
            loop.turnAllPhases();
        });
        for (int i = 0; i < codecs.length; i++) {
            members[i].close();
            guests[i].close();
        }
        report(name, bytes, guests[0].stats());
    }

    /** Two legs hand each other the packets of their far ends, which hear them. */
    private void relay(String name, Codec codec) throws IOException {
        MediaLeg[] members = new MediaLeg[2];
        MediaLeg[] guests = new MediaLeg[2];
        for (int i = 0; i < 2; i++) {
            PortPool.Lease one = leased();
            PortPool.Lease two = leased();
            members[i] = leg(name + "-member-" + i, one);
            guests[i] = leg(name + "-guest-" + i, two);
            apply(members[i], plan(address(two.rtp()), address(two.rtcp()), codec));
            apply(guests[i], plan(address(one.rtp()), address(one.rtcp()), codec));
            members[i].seat((frame, samples, rate) -> {}, KeyListener.NONE);
            guests[i].speak((frame, samples, rate) -> talk(frame, samples, true));
            guests[i].listen(this::hear);
        }
        RelayPair pair = new RelayPair(members[0], members[1]);
        pair.open(true, true);
        pair.begin();
        long bytes = allocated(loop::turnAllPhases);
        for (int i = 0; i < 2; i++) {
            members[i].close();
            guests[i].close();
        }
        report(name, bytes, members[0].stats());
    }

    private static boolean talk(short[] frame, int samples, boolean loud) {
        for (int i = 0; i < samples; i++) {
            frame[i] = (short) (loud ? i % 16 * 500 : 0);
        }
        return true;
    }

    /** A leg presses keys by tones and another hears them. */
    private void tones(String name) throws IOException {
        PortPool.Lease one = ports.lease(InetAddress.getLoopbackAddress());
        PortPool.Lease two = ports.lease(InetAddress.getLoopbackAddress());
        var profile = new MediaProfile("t", config.codecs(), config.symmetricRtp(), DtmfPolicy.INBAND, false);
        MediaLeg first = leg(name + "-1", one, profile);
        MediaLeg second = leg(name + "-2", two, profile);
        apply(first, plan(address(two.rtp()), address(two.rtcp()), new Pcma()));
        apply(second, plan(address(one.rtp()), address(one.rtcp()), new Pcma()));
        second.listen(this::hear);
        long bytes = allocated(() -> {
            if (loop.tick() % 25 == 0) {
                first.sendDigits(1, "5", 100, 100);
            }
            loop.turnAllPhases();
        });
        first.close();
        second.close();
        report(name, bytes, second.stats());
    }

    private PortPool.Lease leased() {
        return ports.lease(InetAddress.getLoopbackAddress());
    }

    private PortPool.Lease leasedShared() {
        return loop.sharedPorts().lease(InetAddress.getLoopbackAddress(), ports);
    }

    /** One leg, and a far end that writes on the same thread. */
    private void farEnd(String name, PortPool.Lease lease, BareEnd.Script script) throws IOException {
        MediaLeg leg = leg(name, lease);
        try (BareEnd far = new BareEnd("127.0.0.1")) {
            apply(leg, plan(far.address(), far.address(), new Pcma()));
            leg.play(1, clip.encoded(new Pcma(), 20), 1);
            leg.listen(this::hear);
            far.connect(address(lease.rtp()));
            long bytes = allocated(() -> {
                script.send(far);
                loop.turnAllPhases();
            });
            leg.close();
            report(name, bytes, leg.stats());
        }
    }

    /** One leg that never latches: nobody but these strangers sends, one per tick, in turn. */
    private void strangers(String name, PortPool.Lease lease, String... hosts) throws IOException {
        MediaLeg leg = leg(name, lease);
        BareEnd[] strangers = BareEnd.onEach(hosts);
        try (BareEnd signalled = new BareEnd("127.0.0.1")) {
            apply(leg, plan(signalled.address(), signalled.address(), new Pcma()));
            leg.play(1, clip.encoded(new Pcma(), 20), 1);
            BareEnd.connectAll(strangers, address(lease.rtp()));
            long bytes = allocated(() -> {
                strangers[loop.tick() % strangers.length].skipsAbout();
                loop.turnAllPhases();
            });
            leg.close();
            report(name, bytes, leg.stats());
        } finally {
            BareEnd.closeAll(strangers);
        }
    }

    private void hear(short[] frame, int samples, int rate) {
        // Not at a multiple of the period of what is said.
        loudness += Math.abs(frame[samples / 2 + 1]);
    }

    /** The JDK's channels, nothing of ours: a packet each way per tick after the latch. */
    private void bareConnected() throws IOException {
        try (BareEnd one = new BareEnd("127.0.0.1");
                BareEnd two = new BareEnd("127.0.0.1")) {
            one.connect(two.address());
            two.connect(one.address());
            long bytes = allocated(() -> {
                one.says();
                two.reads();
                two.reads();
                two.says();
            });
            report("bare-connected", bytes, MediaStats.NONE);
        }
    }

    /** The same before the latch, where a packet's source is asked for and a target is given. */
    private void bareUnconnected(String name, String... hosts) throws IOException {
        BareEnd[] strangers = BareEnd.onEach(hosts);
        int[] turn = {0};
        try (BareEnd one = new BareEnd("127.0.0.1");
                BareEnd other = new BareEnd("127.0.0.1")) {
            InetSocketAddress target = other.address();
            BareEnd.connectAll(strangers, one.address());
            long bytes = allocated(() -> {
                strangers[turn[0]++ % strangers.length].skipsAbout();
                one.receives();
                one.receives();
                one.sends(target);
            });
            report(name, bytes, MediaStats.NONE);
        } finally {
            BareEnd.closeAll(strangers);
        }
    }

    private void digitEvent() throws IOException {
        long bytes = allocated(() -> listener.onEvent(new MediaEvent.Digit('5', DigitSource.RFC4733, 0)));
        report("digit-event", bytes, MediaStats.NONE);
    }

    /** Bytes of this thread in {@link #TICKS} ticks, after as many as it takes to settle. */
    private long allocated(Tick tick) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            tick.turn();
        }
        loudness = 0;
        digits = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TICKS; i++) {
            tick.turn();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void report(String name, long bytes, MediaStats stats) {
        System.out.println(String.join(
                " ",
                name,
                "bytes=" + bytes,
                "sent=" + stats.packetsSent(),
                "received=" + stats.packetsReceived(),
                "lost=" + stats.packetsLost(),
                "discarded=" + stats.packetsDiscarded(),
                "heard=" + (loudness > 0 ? 1 : 0),
                "digits=" + digits));
    }

    private MediaLeg leg(String id, PortPool.Lease lease) {
        return leg(id, lease, MediaProfile.of(config));
    }

    private MediaLeg leg(String id, PortPool.Lease lease, MediaProfile profile) {
        var around = new LegSurroundings(config, profile, listener, MediaObserver.NONE, ports, () -> {});
        loop.load().reserve();
        MediaLeg leg = new MediaLeg(id, loop, lease, around);
        leg.open();
        return leg;
    }

    private static short[] tone() {
        short[] pcm = new short[(WARM_UP + TICKS) * 160 + 160];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (1_000 + i % 8 * 1_000);
        }
        return pcm;
    }

    private static void apply(MediaLeg leg, MediaPlan plan) {
        leg.apply(plan, EncodedClip.NONE, TestClip.silence(plan.codec()));
    }

    private static InetSocketAddress address(PacketSocket socket) {
        return new InetSocketAddress(socket.localAddress(), socket.localPort());
    }

    private static MediaPlan plan(InetSocketAddress rtp, InetSocketAddress rtcp, Codec codec) {
        int type = codec instanceof Pcma ? 8 : 0;
        return new MediaPlan(rtp, rtcp, false, Direction.SENDRECV, codec, type, type, 20, -1, Map.of(101, 8000), false);
    }
}
