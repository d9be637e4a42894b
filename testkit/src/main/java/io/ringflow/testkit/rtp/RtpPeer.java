package io.ringflow.testkit.rtp;

import io.ringflow.testkit.net.LossRule;
import io.ringflow.testkit.net.LossyWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A telephone's media: one RTP socket and, on the next port, one for RTCP. It speaks by a {@link Mouth}, hears by
 * {@link Ears} and presses keys.
 *
 * <p>Stepped by hand, {@link #step} takes in what has come and sends one packet, 20 ms of this peer's own time; or
 * {@link #run} does so in real time on threads of its own until {@link #close}. Not both.
 */
public final class RtpPeer implements AutoCloseable {
    private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();
    private static final int REPORT_STEPS = 250;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final Ears ears = new Ears();
    private final Arrivals arrivals = new Arrivals();
    private final KeysHeard keysHeard = new KeysHeard();
    private final List<RtcpReport> reports = new CopyOnWriteArrayList<>();
    private final Queue<Optional<KeyPacket>> keys = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(2_048);
    private final ByteBuffer reportBuffer = ByteBuffer.allocate(2_048);
    private final long ssrc;

    private volatile Optional<InetSocketAddress> remote = Optional.empty();
    private volatile boolean rtcpMux;
    private volatile Mouth mouth = Mouth.silence();
    private volatile G711 codec = G711.PCMA;
    private volatile int eventType = 101;
    private volatile Optional<LossyWire> wire = Optional.empty();
    private volatile boolean muted;
    private volatile boolean unplugged;
    private int sequence;
    private long timestamp;
    private long eventTimestamp;
    private long packetsSent;
    private long steps;
    private boolean talking;

    /** One packet of a key press on its way; a lost one takes its sequence number along. */
    private record KeyPacket(DtmfKeys.EventPacket packet, boolean lost) {}

    private RtpPeer(DatagramChannel rtp, DatagramChannel rtcp, long seed) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        var random = new SplittableRandom(seed);
        this.ssrc = random.nextLong(1L << 32);
        this.sequence = random.nextInt(1 << 16);
        this.timestamp = random.nextLong(1L << 32);
    }

    /** A peer on free ports of 127.0.0.1. */
    public static RtpPeer open() {
        try {
            return open(InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RtpPeer open(InetAddress bind) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                var rtp = DatagramChannel.open();
                rtp.bind(new InetSocketAddress(bind, 0)).configureBlocking(false);
                int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
                var rtcp = bound(bind, port + 1);
                if (port % 2 == 0 && rtcp.isPresent()) {
                    return new RtpPeer(rtp, rtcp.get(), System.nanoTime() ^ port);
                }
                rtp.close();
                close(rtcp);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new UncheckedIOException(new IOException("no free pair of ports at " + bind));
    }

    /** Where this peer hears RTP. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) rtp.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends to this address from now on; until then nothing is sent. */
    public RtpPeer sendTo(InetSocketAddress address) {
        remote = Optional.of(address);
        return this;
    }

    public RtpPeer speak(Mouth words) {
        mouth = words;
        return this;
    }

    /** Sends nothing but keys, as a telephone on mute with silence suppressed; or again. */
    public RtpPeer mute(boolean silent) {
        muted = silent;
        return this;
    }

    /** Sends nothing at all any more, not even reports, as a telephone whose network is gone. */
    public void unplug() {
        unplugged = true;
    }

    public RtpPeer codec(G711 law) {
        codec = law;
        return this;
    }

    /** The payload type keys are sent and heard with. */
    public RtpPeer eventType(int payloadType) {
        eventType = payloadType;
        return this;
    }

    /** Sends RTCP on the RTP port (RFC 5761). */
    public RtpPeer rtcpMux(boolean shared) {
        rtcpMux = shared;
        return this;
    }

    /** Sends through a wire that loses and delays; its delays are counted in steps of 20 ms. */
    public RtpPeer through(LossRule rule) {
        wire = Optional.of(new LossyWire(rule));
        return this;
    }

    /** Presses keys one after another, 160 ms each and 60 ms apart. */
    public RtpPeer press(String digits) {
        return press(digits, 160, DtmfKeys.EventLoss.none());
    }

    public RtpPeer press(String digits, int millis, DtmfKeys.EventLoss loss) {
        synchronized (keys) {
            for (char digit : digits.toCharArray()) {
                var packets = DtmfKeys.press(digit, millis);
                for (int i = 0; i < packets.size(); i++) {
                    keys.add(Optional.of(new KeyPacket(packets.get(i), loss.loses(i, packets.size()))));
                }
                keys.addAll(List.of(Optional.empty(), Optional.empty(), Optional.empty()));
            }
        }
        return this;
    }

    /** Whether every key pressed so far has been sent. */
    public boolean pressed() {
        synchronized (keys) {
            return keys.isEmpty();
        }
    }

    public Ears ears() {
        return ears;
    }

    public RtpStats stats() {
        return arrivals.stats();
    }

    /** Keys heard as telephone events, each once. */
    public String keysHeard() {
        return keysHeard.digits();
    }

    /** How long each of them was. */
    public List<Integer> keyMillis() {
        return keysHeard.millis();
    }

    public List<RtcpReport> reports() {
        return List.copyOf(reports);
    }

    public long packetsSent() {
        return packetsSent;
    }

    /** Takes in what has come, then sends what 20 ms bring. */
    public void step() {
        listen(steps * STEP_NANOS);
        speakOnce();
    }

    /** Only takes in what has come: for a test that looks between steps. */
    public void listen() {
        listen(steps * STEP_NANOS);
    }

    /** Speaks and listens in real time, until closed. */
    public RtpPeer run() {
        try {
            rtp.configureBlocking(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = address().getPort();
        Thread.ofPlatform().daemon().name("rtp-peer-mouth-" + port).start(this::speakInTime);
        Thread.ofPlatform().daemon().name("rtp-peer-ears-" + port).start(this::listenInTime);
        return this;
    }

    /** Sends a sender report now. */
    public void report() {
        long ntp = (2_208_988_800L << 32) + (steps * 20 / 1000 << 32);
        send(RtcpReport.senderReport(ssrc, ntp, timestamp, packetsSent, packetsSent * 160), !rtcpMux);
    }

    /** Sends octets that need not be RTP. */
    public void send(byte[] octets) {
        send(octets, false);
    }

    @Override
    public void close() {
        close(Optional.of(rtp));
        close(Optional.of(rtcp));
    }

    private void speakInTime() {
        long due = System.nanoTime();
        while (rtp.isOpen()) {
            speakOnce();
            receive(rtcp, reportBuffer, 0);
            due += STEP_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void listenInTime() {
        while (rtp.isOpen()) {
            receive(rtp, buffer, -1);
        }
    }

    private void listen(long nanos) {
        while (receive(rtp, buffer, nanos)) {}
        while (receive(rtcp, reportBuffer, nanos)) {}
    }

    /** Takes in one datagram; its time is the wall's when it is to be measured, that is negative. */
    private boolean receive(DatagramChannel channel, ByteBuffer into, long nanos) {
        try {
            into.clear();
            if (channel.receive(into) == null) {
                return false;
            }
            long now = nanos < 0 ? System.nanoTime() : nanos;
            byte[] octets = Arrays.copyOf(into.array(), into.position());
            if (RtpPacket.isRtcp(octets)) {
                reports.addAll(RtcpReport.parse(octets));
            }
            RtpPacket.parse(octets).ifPresent(packet -> heard(packet, now));
            return true;
        } catch (IOException e) {
            return false; // closed, or the far end's port is: what a telephone does not notice
        }
    }

    private void heard(RtpPacket packet, long nanos) {
        arrivals.arrived(packet, nanos);
        if (packet.payloadType() == eventType) {
            keysHeard.event(packet);
        } else if (packet.payloadType() == G711.PCMA.payloadType()) {
            ears.hear(packet.ssrc(), packet.timestamp(), G711.PCMA.decode(packet.payload()));
        } else if (packet.payloadType() == G711.PCMU.payloadType()) {
            ears.hear(packet.ssrc(), packet.timestamp(), G711.PCMU.decode(packet.payload()));
        }
    }

    private void speakOnce() {
        if (unplugged) return;
        short[] frame = new short[160];
        mouth.speak(frame);
        Optional<KeyPacket> key;
        synchronized (keys) {
            key = keys.isEmpty() ? Optional.empty() : keys.poll();
        }
        if (key.isPresent()) {
            press(key.get());
        } else if (muted) {
            talking = false;
        } else {
            emit(new RtpPacket(codec.payloadType(), !talking, sequence, timestamp, ssrc, codec.encode(frame)));
            talking = true;
        }
        timestamp = timestamp + 160 & 0xFFFFFFFFL;
        steps++;
        wire.ifPresent(lossy -> lossy.due(steps * 20).forEach(octets -> send(octets, false)));
        if (steps % REPORT_STEPS == 0) {
            report();
        }
    }

    private void press(KeyPacket key) {
        if (key.packet().starts()) {
            eventTimestamp = timestamp; // RFC 4733 §2.2: the same for every packet of the event
        }
        var packet = new RtpPacket(
                eventType,
                key.packet().starts(),
                sequence,
                eventTimestamp,
                ssrc,
                key.packet().payload());
        if (key.lost()) {
            sequence = sequence + 1 & 0xFFFF;
        } else {
            emit(packet);
        }
    }

    private void emit(RtpPacket packet) {
        sequence = sequence + 1 & 0xFFFF;
        packetsSent++;
        if (wire.isPresent()) {
            wire.get().put(packet.octets(), steps * 20);
        } else {
            send(packet.octets(), false);
        }
    }

    private void send(byte[] octets, boolean asReport) {
        var to = remote;
        if (to.isEmpty()) {
            return;
        }
        try {
            if (asReport) {
                var next = new InetSocketAddress(to.get().getAddress(), to.get().getPort() + 1);
                rtcp.send(ByteBuffer.wrap(octets), next);
            } else {
                rtp.send(ByteBuffer.wrap(octets), to.get());
            }
        } catch (IOException e) {
            // Closed, or nobody there: a telephone goes on talking.
        }
    }

    private static Optional<DatagramChannel> bound(InetAddress bind, int port) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.bind(new InetSocketAddress(bind, port)).configureBlocking(false);
            return Optional.of(channel);
        } catch (IOException | IllegalArgumentException taken) {
            channel.close();
            return Optional.empty();
        }
    }

    private static void close(Optional<DatagramChannel> channel) {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
