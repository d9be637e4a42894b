package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.dtmf.TelephoneEvent;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioTee;
import io.ringflow.media.jitter.Arrival;
import io.ringflow.media.jitter.PlayOut;
import io.ringflow.media.jitter.PlayOutFigures;
import io.ringflow.media.jitter.Unheard;
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

    private static final int SILENT_TICKS = Tick.PER_SECOND;
    /** Of concealment as it is told: as old as the figure. */
    private static final int CONCEALED_FRAMES_PER_SECOND = 100;

    private static final long TICK_NANOS = Tick.MILLIS * 1_000_000L;

    private final PacketSocket socket;
    private final PacketSlab slab;
    private final MediaConfig config;
    private final MediaListener listener;
    private final LegFigures figures;
    private final RemoteLatch latch;
    private final ReceiveStream stream;
    private final Digits digits;
    private final FloodCap flood;
    private final PayloadTable payloads = new PayloadTable();
    private final RtpHeader header;
    private final TelephoneEvent event = new TelephoneEvent();
    private final AudioTee sinks = new AudioTee();

    private final LegQuality quality;
    private final PlayOutFigures playOutFigures;
    private final Unheard unheard;
    private final boolean exact;
    private final long timeoutMillis;

    private boolean receiving;
    private Codec codec = new Pcma();
    private int clockRate = codec.clockRate();
    /** While somebody listens; kept for the next who does. */
    private @Nullable PlayOut playOut;

    private boolean heard;
    /** A key may be held: its time is to be told to {@link #digits}. */
    private boolean pressing;
    /** The far end's sound is still to be looked at in this second. */
    private boolean looks = true;

    private long visitNanos;
    private boolean startedTold;
    private boolean silentTold = true;
    private boolean timeoutTold;
    private int heardTick = -1;
    private int aliveTick;

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
        this.config = config;
        this.listener = listener;
        this.figures = figures;
        this.latch = latch;
        this.stream = stream;
        this.digits = digits;
        this.quality = quality;
        this.playOutFigures = new PlayOutFigures(quality);
        this.unheard = new Unheard(playOutFigures);
        this.timeoutMillis = config.mediaTimeout().toMillis();
        quality.bufferLimit((int) config.jitterMaximum().toMillis());
        // By hand-turned ticks an arrival can't be placed between two of them.
        this.exact = loop.realTime() && socket.exactArrivals();
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
        aliveTick = tick;
        timeoutTold = false;
        if (newCodec) {
            use(plan.codec());
        }
    }

    private void use(Codec next) {
        playOutFigures.changeRate(codec.sampleRate(), next.sampleRate());
        codec = next;
        clockRate = next.clockRate();
        quality.use(next);
        close();
        if (heard) {
            playOut = newPlayOut();
        }
        stream.restartTiming();
    }

    private PlayOut newPlayOut() {
        return new PlayOut(
                codec,
                (int) config.jitterMinimum().toMillis(),
                (int) config.jitterMaximum().toMillis(),
                exact,
                slab.decoded,
                playOutFigures);
    }

    /** Frees the decoder. */
    void close() {
        if (playOut != null) {
            playOut.close();
            playOut = null;
        }
    }

    /** From now on this hears what the far end says. */
    void listen(AudioSink sink) {
        sinks.add(sink);
        if (!heard) {
            heard = true;
            unheard.end();
            playOut().begin(stream.jitter() * 1000 / codec.clockRate());
        }
    }

    void deafen(AudioSink sink) {
        sinks.remove(sink);
        heard = !sinks.isEmpty();
    }

    private PlayOut playOut() {
        PlayOut present = playOut;
        if (present == null) {
            present = newPlayOut();
            playOut = present;
        }
        return present;
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
        if (heard && elapsed > 1) {
            playOut().late(elapsed - 1);
        }
        visitNanos = exact ? slab.now() : 0;
        for (int i = 0; i < PACKETS_PER_TICK; i++) {
            InetSocketAddress source = socket.receive(slab);
            if (source == PacketSocket.NOBODY) {
                if (heardTick == tick) {
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
        started();
        heardTick = tick;
        silentTold = false;
        alive(tick);
        switch (kind) {
            case AUDIO -> onAudio(tick);
            case EVENT -> onEvent(tick);
            case COMFORT_NOISE -> onNoise();
            case UNKNOWN -> {}
        }
    }

    private void restart() {
        if (heard) {
            playOut().clear();
        } else {
            unheard.end();
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
        Arrival arrival = heard ? playOut().put(header, slab.payload, age) : unheard.put(header.sequence());
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
        if (length >= TelephoneEvent.LENGTH) {
            int units = event.wrap(slab.payload, 0).duration();
            if (heard) {
                playOut().event(header, units);
            }
        }
        if (!heard) {
            unheard.put(header.sequence());
        }
        digits.onPacket(header.payloadType(), header.ssrc(), header.timestamp(), slab.payload, length, tick);
        pressing = true;
    }

    private void onNoise() {
        if (heard) {
            playOut().noise(header, slab.payload);
        } else {
            unheard.put(header.sequence());
        }
    }

    private void started() {
        if (!startedTold) {
            startedTold = true;
            listener.onEvent(new MediaEvent.MediaStarted());
        }
    }

    /** Something believable came. */
    void alive(int tick) {
        aliveTick = tick;
        timeoutTold = false;
    }

    /** Moves play-out on by the ticks that have passed, and gives the last of them to who listens. */
    void play(int elapsed) {
        if (!heard) {
            return;
        }
        PlayOut present = playOut();
        for (int missed = 1; missed < elapsed; missed++) {
            present.skip();
        }
        if (!receiving) {
            present.skip();
        } else {
            present.take(slab.heard);
            sinks.push(slab.heard, present.frame(), codec.sampleRate());
        }
    }

    /** Notices silence: after a second the latch opens, after the configured time the owner is told. */
    void watch(int tick) {
        if (tick - heardTick > SILENT_TICKS && !silentTold) {
            silentTold = true;
            socket.disconnect();
            latch.silent();
        }
        long silentMillis = (long) (tick - aliveTick) * Tick.MILLIS;
        if (receiving && timeoutMillis > 0 && silentMillis >= timeoutMillis && !timeoutTold) {
            timeoutTold = true;
            listener.onEvent(new MediaEvent.MediaTimeout(silentMillis));
        }
    }

    boolean receiving() {
        return receiving;
    }

    void publish(RtcpReader far, int packetMillis) {
        unheard.tell();
        looks = true;
        int depthMillis = heard ? playOut().depthMillis() : 0;
        quality.refresh(depthMillis, playOutFigures, codec, far, figures, packetMillis);
        figures.lost = stream.lost();
        figures.jitterMillis = stream.jitter() * 1000 / codec.clockRate();
        figures.concealed = playOutFigures.concealed * CONCEALED_FRAMES_PER_SECOND / codec.sampleRate();
    }

    String describe() {
        String buffer = heard
                ? "jitter buffer " + playOut().depthMillis() + " ms of "
                        + playOut().targetMillis() + " ms"
                : "nobody listens";
        return "receive " + (receiving ? "on" : "off") + (socket.connected() ? ", connected" : "") + "\n" + buffer;
    }
}
