package io.ringflow.media.engine;

import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioSource;
import io.ringflow.media.graph.AudioTee;
import io.ringflow.media.graph.PayloadSource;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.play.ClipPlayer;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.SendStream;
import io.ringflow.media.sdp.MediaPlan;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The way out: a packet per packet time, whatever there is to say, as long as the plan lets us send. Owned by the leg's
 * loop. Without anything to say it is silence: carriers and NAT devices cut what falls silent.
 */
final class OutboundMedia {
    private static final AudioSource NO_SOURCE = (frame, samples, sampleRate) -> false;
    private static final PayloadSource NOTHING_SHARED = new PayloadSource() {
        @Override
        public int pullPayload(Codec codec, int packetMillis, byte[] payload) {
            return NOT_SHARED;
        }

        @Override
        public boolean pull(short[] frame, int samples, int sampleRate) {
            return false;
        }
    };
    private static final byte[] NOTHING = {};

    private final PacketSocket socket;
    private final PacketSlab slab;
    private final RemoteLatch latch;
    private final SendStream stream;
    private final ClipPlayer player;
    private final LegFigures figures;

    private boolean planned;
    private boolean sending;
    private int payloadType;
    private int packetMillis;
    private int unitsPerMilli;
    private int bytesPerMilli;
    private int packetSamples;
    private int dueMillis;
    private byte[] silence = NOTHING;
    private Codec.Encoder encoder = (pcm, pcmOffset, samples, payload, payloadOffset) -> 0;
    private Codec.Decoder overhearing = (payload, offset, length, pcm, pcmOffset) -> 0;
    private int sampleRate;
    private AudioSource source = NO_SOURCE;
    private PayloadSource encoded = NOTHING_SHARED;
    private Optional<Codec> format = Optional.empty();
    private final AudioTee taps = new AudioTee();

    OutboundMedia(
            PacketSocket socket,
            PacketSlab slab,
            RemoteLatch latch,
            SendStream stream,
            ClipPlayer player,
            LegFigures figures) {
        this.socket = socket;
        this.slab = slab;
        this.latch = latch;
        this.stream = stream;
        this.player = player;
        this.figures = figures;
    }

    void apply(MediaPlan plan, boolean newCodec) {
        planned = true;
        sending = plan.direction().send();
        payloadType = plan.sendPayloadType();
        Codec codec = plan.codec();
        format = Optional.of(codec);
        if (newCodec) {
            encoder = codec.newEncoder();
            overhearing = codec.newDecoder();
            sampleRate = codec.sampleRate();
        }
        if (newCodec || packetMillis != plan.packetMillis()) {
            packetMillis = plan.packetMillis();
            unitsPerMilli = codec.clockRate() / 1000;
            bytesPerMilli = bytesPerMilli(codec);
            packetSamples = codec.sampleRate() * packetMillis / 1000;
            silence = new byte[codec.maxPayloadBytes(packetMillis)];
            codec.newEncoder().encode(new short[packetSamples], 0, packetSamples, silence, 0);
        }
    }

    static int bytesPerMilli(Codec codec) {
        return codec.maxPayloadBytes(Tick.MILLIS) / Tick.MILLIS;
    }

    /** What is said while no clip plays. */
    void speak(AudioSource from) {
        source = from;
        encoded = from instanceof PayloadSource shared ? shared : NOTHING_SHARED;
    }

    /** Nothing more of this source; nothing when another has taken its place. */
    void hush(AudioSource from) {
        if (source == from) {
            source = NO_SOURCE;
            encoded = NOTHING_SHARED;
        }
    }

    /** From now on this hears what we say, as the far end is to hear it. */
    void overhear(AudioSink tap) {
        taps.add(tap);
    }

    void unhear(AudioSink tap) {
        taps.remove(tap);
    }

    /** Sends what is due now. */
    void tick(int elapsed) {
        if (!planned) {
            return;
        }
        if (elapsed > 1) {
            // Skipped ticks: the far end hears a gap, not a shift.
            stream.pause((elapsed - 1) * Tick.MILLIS * unitsPerMilli);
        }
        dueMillis += Tick.MILLIS;
        while (dueMillis >= packetMillis) {
            dueMillis -= packetMillis;
            packet();
        }
    }

    private void packet() {
        int units = packetMillis * unitsPerMilli;
        int length = compose();
        if (!taps.isEmpty()) {
            int samples = overhearing.decode(slab.payload, 0, length, slab.said, 0);
            taps.push(slab.said, samples, sampleRate);
        }
        InetSocketAddress target = latch.target();
        if (!sending || RemoteLatch.isNowhere(target)) {
            stream.pause(units);
            return;
        }
        stream.write(slab.out, payloadType, slab.payload, length);
        stream.advance(units);
        socket.send(slab.out, target);
        figures.sent();
    }

    // Also while held: a prompt goes on unheard, so that whoever waits for its end is not kept waiting.
    private int compose() {
        int filled = player.playing() ? player.fill(slab.payload, packetMillis) : 0;
        if (filled > 0) {
            int from = filled * bytesPerMilli;
            System.arraycopy(silence, from, slab.payload, from, silence.length - from);
            return silence.length;
        }
        int shared = format.isPresent()
                ? encoded.pullPayload(format.get(), packetMillis, slab.payload)
                : PayloadSource.NOT_SHARED;
        if (shared != PayloadSource.NOT_SHARED) {
            return shared;
        }
        if (source.pull(slab.said, packetSamples, sampleRate)) {
            return encoder.encode(slab.said, 0, packetSamples, slab.payload, 0);
        }
        System.arraycopy(silence, 0, slab.payload, 0, silence.length);
        return silence.length;
    }

    void publish() {
        figures.sent = stream.packets();
        figures.bytesSent = stream.payloadBytes();
    }

    String describe() {
        String what = source == NO_SOURCE || player.playing() ? player.toString() : "audio source";
        return what + "\nsend " + (sending ? "on" : "off") + ", " + packetMillis + " ms packets, type " + payloadType
                + "\nto " + latch.target();
    }
}
