package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioTee;
import io.ringflow.media.jitter.Concealment;
import io.ringflow.media.jitter.JitterBuffer;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.rtp.FloodCap;
import io.ringflow.media.rtp.PacketKind;
import io.ringflow.media.rtp.PayloadTable;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.RtpHeader;
import io.ringflow.media.sdp.MediaPlan;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** The way in: datagrams to audio and digits. Owned by the leg's loop. */
final class InboundMedia {
    /** Bounds what one port may cost in one phase. */
    static final int PACKETS_PER_TICK = 64;

    private static final int SILENT_TICKS = Tick.PER_SECOND;
    private static final int FRAMES_PER_TICK = Tick.MILLIS / JitterBuffer.FRAME_MILLIS;

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
    private final RtpHeader header = new RtpHeader();
    private final AudioTee sinks = new AudioTee();

    private boolean receiving;
    private int clockRate = 8_000;
    private JitterBuffer jitter = new JitterBuffer(8_000, 8, 0, 0);
    private Concealment concealment = new Concealment(0);
    private Codec.Decoder decoder = (payload, offset, length, pcm, pcmOffset) -> 0;
    private int frameBytes;
    private int frameSamples;
    private int sampleRate = 8_000;
    private boolean startedTold;
    private boolean silentTold = true;
    private boolean timeoutTold;
    private int heardTick = -1;
    private int aliveTick;

    InboundMedia(
            PacketSocket socket,
            PacketSlab slab,
            MediaConfig config,
            MediaListener listener,
            LegFigures figures,
            RemoteLatch latch,
            ReceiveStream stream,
            Digits digits) {
        this.socket = socket;
        this.slab = slab;
        this.config = config;
        this.listener = listener;
        this.figures = figures;
        this.latch = latch;
        this.stream = stream;
        this.digits = digits;
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
        receiving = plan.direction().receive();
        aliveTick = tick;
        timeoutTold = false;
        if (newCodec) {
            use(plan.codec());
        }
    }

    private void use(Codec codec) {
        clockRate = codec.clockRate();
        sampleRate = codec.sampleRate();
        frameBytes = codec.maxPayloadBytes(JitterBuffer.FRAME_MILLIS);
        frameSamples = codec.sampleRate() * JitterBuffer.FRAME_MILLIS / 1000;
        jitter = new JitterBuffer(
                clockRate,
                frameBytes / JitterBuffer.FRAME_MILLIS,
                (int) config.jitterMinimum().toMillis(),
                (int) config.jitterMaximum().toMillis());
        concealment = new Concealment(frameSamples);
        decoder.close();
        decoder = codec.newDecoder();
        stream.restartTiming();
    }

    /** Frees the decoder. */
    void close() {
        decoder.close();
    }

    /** From now on this hears what the far end says. */
    void listen(AudioSink sink) {
        sinks.add(sink);
    }

    void deafen(AudioSink sink) {
        sinks.remove(sink);
    }

    /** Reads what has come since the last tick, and no more than a share of it. */
    void drain(Reports reports, int tick) {
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
        if (!header.wrap(slab.in, slab.in.limit())) {
            figures.discarded(Discard.MALFORMED);
            return;
        }
        PayloadTable.Kind kind = payloads.kind(header.payloadType());
        boolean negotiated = kind != PayloadTable.Kind.UNKNOWN;
        int ssrc = header.ssrc();
        int sequence = header.sequence();
        if (latch.judge(source, ssrc, sequence, negotiated, tick) == RemoteLatch.Verdict.REFUSE) {
            figures.discarded(Discard.WRONG_SOURCE);
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
            case NEW_SOURCE -> jitter.clear();
            case ACCEPT -> {}
        }
        figures.received(header.payloadLength());
        started();
        heardTick = tick;
        silentTold = false;
        alive(tick);
        switch (kind) {
            case AUDIO -> onAudio(tick);
            case EVENT -> onEvent();
            case COMFORT_NOISE, UNKNOWN -> {}
        }
    }

    private void onAudio(int tick) {
        stream.onTiming(header.timestamp(), (long) tick * clockRate / Tick.PER_SECOND);
        if (!receiving) {
            return;
        }
        switch (jitter.put(header)) {
            case KEPT -> {}
            case LATE -> figures.discarded(Discard.LATE);
            case DUPLICATE -> figures.discarded(Discard.DUPLICATE);
            case OVERFLOW -> figures.discarded(Discard.OVERFLOW);
        }
    }

    private void onEvent() {
        int length = Math.min(header.payloadLength(), slab.payload.length);
        header.copyPayload(0, slab.payload, 0, length);
        digits.onPacket(header.payloadType(), header.ssrc(), header.timestamp(), slab.payload, length);
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

    /** Moves play-out on by the ticks that have passed, and gives the last of them to the sink. */
    void play(int elapsed) {
        for (int missed = 1; missed < elapsed; missed++) {
            take(false);
        }
        take(!sinks.isEmpty() && receiving);
        figures.concealed = jitter.concealed();
    }

    private void take(boolean heard) {
        for (int i = 0; i < FRAMES_PER_TICK; i++) {
            JitterBuffer.Frame frame = jitter.take(slab.payload, 0);
            if (heard) {
                decode(frame, i * frameSamples);
            }
        }
        if (heard) {
            sinks.push(slab.heard, FRAMES_PER_TICK * frameSamples, sampleRate);
        }
    }

    private void decode(JitterBuffer.Frame frame, int at) {
        switch (frame) {
            case FRAME -> {
                decoder.decode(slab.payload, 0, frameBytes, slab.heard, at);
                concealment.heard(slab.heard, at);
            }
            case CONCEAL -> concealment.conceal(slab.heard, at);
            case SILENCE -> {
                concealment.silence();
                Arrays.fill(slab.heard, at, at + frameSamples, (short) 0);
            }
        }
    }

    /** Notices silence: after a second the latch opens, after the configured time the owner is told. */
    void watch(int tick) {
        if (tick - heardTick > SILENT_TICKS && !silentTold) {
            silentTold = true;
            socket.disconnect();
            latch.silent();
        }
        long timeout = config.mediaTimeout().toMillis();
        long silentMillis = (long) (tick - aliveTick) * Tick.MILLIS;
        if (receiving && timeout > 0 && silentMillis >= timeout && !timeoutTold) {
            timeoutTold = true;
            listener.onEvent(new MediaEvent.MediaTimeout(silentMillis));
        }
    }

    void publish() {
        figures.lost = stream.lost();
        figures.jitterMillis = stream.jitter() * 1000 / clockRate;
    }

    String describe() {
        return "receive " + (receiving ? "on" : "off") + (socket.connected() ? ", connected" : "") + "\njitter buffer "
                + jitter.depthMillis() + " ms\n" + (sinks.isEmpty() ? "no sink, nothing decoded" : "decode to sink");
    }
}
