package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.dtmf.TelephoneEvent;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.jitter.Arrival;
import io.ringflow.media.jitter.PlayOutFigures;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.rtcp.RtcpReader;
import io.ringflow.media.rtp.FloodCap;
import io.ringflow.media.rtp.PacketKind;
import io.ringflow.media.rtp.PayloadTable;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.RtpHeader;
import io.ringflow.media.sdp.MediaPlan;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The way in: datagrams to audio and digits. Owned by the leg's loop. */
final class InboundMedia {
    /** Bounds what one port may cost in one phase. */
    static final int PACKETS_PER_TICK = 64;

    private static final long TICK_NANOS = Tick.MILLIS * 1_000_000L;

    private final PacketSocket socket;
    private final PacketSlab slab;
    private final LegFigures figures;
    private final RemoteLatch latch;
    private final ReceiveStream stream;
    private final Digits digits;
    private final FloodCap flood;
    private final PayloadTable payloads = new PayloadTable();
    private final RtpHeader header;
    private final TelephoneEvent event = new TelephoneEvent();

    private final LegQuality quality;
    private final Hearing hearing;
    private final boolean exact;
    private final Liveness liveness;

    private boolean receiving;
    private int clockRate = RelayFormat.NONE.clockRate();
    /** A key may be held: its time is to be told to {@link #digits}. */
    private boolean pressing;
    /** The far end's sound is still to be looked at in this second. */
    private boolean looks = true;

    private long visitNanos;

    /** Before there is a plan it stands for nothing. */
    private RelayFormat format = RelayFormat.NONE;
    /** Whoever else is given the packets as they come. */
    private @Nullable InboundRelay relay;

    InboundMedia(
            PacketSocket socket,
            MediaLoop loop,
            MediaConfig config,
            MediaListener listener,
            LegFigures figures,
            RemoteLatch latch,
            ReceiveStream stream,
            Digits digits,
            LegQuality quality) {
        this.socket = socket;
        this.slab = loop.slab();
        this.header = loop.header();
        this.figures = figures;
        this.latch = latch;
        this.stream = stream;
        this.digits = digits;
        this.quality = quality;
        this.liveness = new Liveness(listener, config.mediaTimeout().toMillis());
        quality.bufferLimit((int) config.jitterMaximum().toMillis());
        // By hand-turned ticks an arrival can't be placed between two of them.
        this.exact = loop.realTime() && socket.exactArrivals();
        this.hearing = new Hearing(slab, config, exact, quality);
        this.flood = new FloodCap(config.packetsPerSecond(), Tick.PER_SECOND);
    }

    void apply(MediaPlan plan, boolean newCodec, int tick) {
        payloads.set(
                plan.receivePayloadType(),
                plan.sendPayloadType(),
                plan.receiveEvents().keySet());
        InetSocketAddress before = latch.target();
        latch.signalled(plan.remoteRtp(), tick);
        if (!latch.target().equals(before)) {
            socket.disconnect();
        }
        socket.expect(plan.remoteRtp(), plan.remoteSsrc());
        receiving = plan.direction().receive();
        digits.apply(plan);
        if (digits.hearTones()) {
            listen(digits.tones());
            pressing = true;
        } else if (digits.heardTones()) {
            deafen(digits.tones());
        }
        liveness.alive(tick);
        if (newCodec) {
            use(plan.codec());
        }
        RelayFormat agreed = RelayFormat.of(plan);
        if (!agreed.equals(format)) {
            format = agreed;
            handTo(relay == null ? null : relay.line());
        }
    }

    /** From now on packets are handed on over this line; null for no more. */
    void handTo(@Nullable RelayLine line) {
        relay = line == null ? null : new InboundRelay(line, format, figures);
        digits.carryNoMore();
    }

    /** What its packets are. */
    RelayFormat format() {
        return format;
    }

    private void use(Codec next) {
        hearing.use(next);
        clockRate = next.clockRate();
        quality.use(next);
        stream.restartTiming();
    }

    /** Frees the decoder. */
    void close() {
        hearing.close();
    }

    /** From now on this hears what the far end says. */
    void listen(AudioSink sink) {
        hearing.listen(sink, jitterMillis());
    }

    /** As {@link #listen}, for one who has heard it until now without delay, in another way. */
    void goOn(AudioSink sink) {
        hearing.goOn(sink, jitterMillis());
    }

    void deafen(AudioSink sink) {
        hearing.deafen(sink);
    }

    private double jitterMillis() {
        return stream.jitter() * 1000 / clockRate;
    }

    /**
     * Reads what has come since the last tick, and no more than a share of it.
     *
     * @param elapsed ticks since the last visit, more than one when some could not be turned
     */
    void drain(Reports reports, int tick, int elapsed) {
        if (pressing) {
            pressing = digits.tick(tick);
        }
        if (elapsed > 1) {
            hearing.late(elapsed - 1);
        }
        visitNanos = exact ? slab.now() : 0;
        for (int i = 0; i < PACKETS_PER_TICK; i++) {
            InetSocketAddress source = socket.receive(slab);
            if (source == PacketSocket.NOBODY) {
                if (liveness.heardIn(tick)) {
                    settle(tick);
                }
                return;
            }
            if (!flood.admits(tick)) {
                figures.discarded(Discard.FLOOD);
                continue;
            }
            switch (PacketKind.of(slab.in, slab.in.limit())) {
                case RTP -> onRtp(source, tick);
                case RTCP -> {
                    if (reports.onPacket(source, slab.in, tick)) {
                        alive(tick);
                    }
                }
                case STUN, DTLS -> figures.discarded(Discard.UNKNOWN_PAYLOAD);
                case OTHER -> figures.discarded(Discard.MALFORMED);
            }
        }
    }

    /** As {@link MediaLeg#prefetch}. */
    int prefetch() {
        return clockRate;
    }

    /** As {@link MediaLeg#prefetchParts}. */
    int prefetchParts() {
        return socket.prefetch()
                + (latch.target() == RemoteLatch.NOWHERE ? 1 : 0)
                + (int) figures.received()
                + (int) stream.received()
                + (liveness.heardIn(0) ? 1 : 0)
                + (payloads.agreed() ? 1 : 0)
                + flood.seen()
                + hearing.prefetch();
    }

    private void settle(int tick) {
        // Only now: connecting drops what is queued, and nothing is.
        if (!socket.connected() && latch.settled(tick)) {
            socket.connect(latch.target());
        }
    }

    private void onRtp(InetSocketAddress source, int tick) {
        // A datagram that fills the buffer was cut.
        boolean cut = slab.in.limit() == PacketSlab.PACKET_BYTES;
        if (cut || !header.wrap(slab.in, slab.in.limit())) {
            figures.discarded(Discard.MALFORMED);
            return;
        }
        PayloadTable.Kind kind = payloads.kind(header.payloadType());
        boolean negotiated = kind != PayloadTable.Kind.UNKNOWN;
        int ssrc = header.ssrc();
        int sequence = header.sequence();
        if (latch.judge(source, ssrc, sequence, negotiated, tick) == RemoteLatch.Verdict.REFUSE) {
            boolean signalled = source.equals(latch.target());
            figures.discarded(signalled && !negotiated ? Discard.UNKNOWN_PAYLOAD : Discard.WRONG_SOURCE);
            return;
        }
        if (!negotiated) {
            figures.discarded(Discard.UNKNOWN_PAYLOAD);
            return;
        }
        switch (stream.onPacket(ssrc, sequence)) {
            case PROBATION -> {
                figures.discarded(Discard.WRONG_SOURCE);
                return;
            }
            case NEW_SOURCE -> restart();
            case ACCEPT -> {}
        }
        figures.received(header.payloadLength());
        liveness.heard(tick);
        switch (kind) {
            case AUDIO -> onAudio(tick);
            case EVENT -> onEvent(tick);
            case COMFORT_NOISE -> onNoise(tick);
            case UNKNOWN -> {}
        }
    }

    private void restart() {
        hearing.restart();
        if (relay != null) {
            relay.restart();
        }
    }

    private void onAudio(int tick) {
        long age = exact ? Math.max(0, visitNanos - socket.arrivalNanos()) : 0;
        long at = tick * TICK_NANOS - age;
        stream.onTiming(header.timestamp(), at / 1_000 * clockRate / 1_000_000, clockRate);
        if (!receiving) {
            return;
        }
        if (looks) {
            looks = quality.onAudio(header);
        }
        Arrival arrival = hearing.audio(header, age);
        // Too late for us may be in time for the other far end.
        if (relay != null && (arrival == Arrival.KEPT || arrival == Arrival.LATE)) {
            relay.hand(header, PayloadTable.Kind.AUDIO, tick);
        }
        switch (arrival) {
            case KEPT -> {}
            case LATE -> figures.discarded(Discard.LATE);
            case DUPLICATE -> figures.discarded(Discard.DUPLICATE);
            case OVERFLOW -> figures.discarded(Discard.OVERFLOW);
        }
    }

    private void onEvent(int tick) {
        int length = Math.min(header.payloadLength(), slab.payload.length);
        header.copyPayload(0, slab.payload, 0, length);
        boolean carried = false;
        if (length >= TelephoneEvent.LENGTH) {
            event.wrap(slab.payload, 0);
            hearing.event(header, event.duration());
            carried = relay != null && carries(relay);
        } else {
            hearing.event(header, 0);
        }
        digits.onPacket(header.payloadType(), header.ssrc(), header.timestamp(), slab.payload, length, tick, carried);
        if (relay != null && carried && digits.carrying()) {
            relay.hand(header, PayloadTable.Kind.EVENT, event.duration(), tick);
        }
        pressing = true;
    }

    /** Timestamps of another clock than the audio's would mean something else on another stream. */
    private boolean carries(InboundRelay to) {
        return TelephoneEvent.isDigit(event.code())
                && digits.clock(header.payloadType()) == clockRate
                && to.takes(PayloadTable.Kind.EVENT);
    }

    private void onNoise(int tick) {
        hearing.noise(header);
        if (relay != null) {
            relay.hand(header, PayloadTable.Kind.COMFORT_NOISE, tick);
        }
    }

    /** What became of its packets. */
    PlayOutFigures played() {
        return hearing.figures();
    }

    /** Something believable came. */
    void alive(int tick) {
        liveness.alive(tick);
    }

    /** Moves play-out on by the ticks that have passed, and gives the last of them to who listens. */
    void play(int elapsed) {
        hearing.play(elapsed, receiving);
    }

    /** Notices silence: after a second the latch opens, after the configured time the owner is told. */
    void watch(int tick) {
        if (liveness.fellSilent(tick, receiving)) {
            socket.disconnect();
            latch.silent();
        }
    }

    boolean receiving() {
        return receiving;
    }

    void publish(RtcpReader far, int packetMillis) {
        looks = true;
        PlayOutFigures played = played();
        quality.refresh(hearing.depthMillis(), played, hearing.codec(), far, figures, packetMillis);
        figures.lost = stream.lost();
        figures.jitterMillis = jitterMillis();
        figures.concealed = hearing.concealedFrames();
    }

    String describe() {
        return "receive " + (receiving ? "on" : "off") + (socket.connected() ? ", connected" : "") + "\n" + hearing
                + (relay == null ? "" : "\nhanded on as " + format);
    }
}
