package io.ringflow.media.engine;

import io.ringflow.media.EncodedClip;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioSource;
import io.ringflow.media.graph.AudioTee;
import io.ringflow.media.graph.PayloadSource;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.play.ClipPlayer;
import io.ringflow.media.rtp.PayloadTable;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.SendStream;
import io.ringflow.media.sdp.MediaPlan;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private static final Codec.Encoder NO_ENCODER = (pcm, pcmOffset, samples, payload, payloadOffset) -> 0;
    private static final Codec.Decoder NO_DECODER = (payload, offset, length, pcm, pcmOffset) -> 0;

    private final PacketSocket socket;
    private final PacketSlab slab;
    private final RemoteLatch latch;
    private final SendStream stream;
    private final ClipPlayer player;
    private final LegFigures figures;
    private final Traffic traffic;
    private final OutboundDigits digits;

    private boolean planned;
    private boolean sending;
    private int payloadType;
    private int packetMillis;
    private int unitsPerMilli;
    private int packetSamples;
    private int dueMillis;
    private EncodedClip silence = EncodedClip.NONE;
    private Optional<Codec> codec = Optional.empty();
    /** These are made at the first need: a call that only plays prompts has none. */
    private Codec.Encoder encoder = NO_ENCODER;

    private Codec.Decoder overhearing = NO_DECODER;
    private int sampleRate;
    private AudioSource source = NO_SOURCE;
    private PayloadSource encoded = NOTHING_SHARED;
    private final AudioTee taps = new AudioTee();
    private boolean tapped;

    /** Made for the first line: most legs never have one. */
    private @Nullable OutboundRelay relay;

    private boolean relays;
    private RelayFormat format = RelayFormat.NONE;
    private boolean comfortNoise;
    private boolean pressesAsTheyCome;

    OutboundMedia(
            PacketSocket socket,
            PacketSlab slab,
            RemoteLatch latch,
            SendStream stream,
            ClipPlayer player,
            LegFigures figures,
            Traffic traffic,
            OutboundDigits digits) {
        this.socket = socket;
        this.slab = slab;
        this.latch = latch;
        this.stream = stream;
        this.player = player;
        this.figures = figures;
        this.traffic = traffic;
        this.digits = digits;
    }

    /** @param quiet silence for the plan's codec and packet time */
    void apply(MediaPlan plan, EncodedClip quiet, boolean newCodec) {
        planned = true;
        digits.apply(plan);
        sending = plan.direction().send();
        payloadType = plan.sendPayloadType();
        silence = quiet;
        packetMillis = plan.packetMillis();
        unitsPerMilli = plan.codec().clockRate() / 1000;
        sampleRate = plan.codec().sampleRate();
        packetSamples = sampleRate * packetMillis / 1000;
        RelayFormat agreed = RelayFormat.of(plan);
        format = agreed.equals(format) ? format : agreed;
        comfortNoise = plan.comfortNoise();
        pressesAsTheyCome = plan.sendEventPayloadType() >= 0
                && plan.sendEventClockRate() == plan.codec().clockRate();
        if (newCodec) {
            close();
            codec = Optional.of(plan.codec());
        }
    }

    /** Frees the coders. */
    void close() {
        encoder.close();
        encoder = NO_ENCODER;
        overhearing.close();
        overhearing = NO_DECODER;
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
        tapped = true;
    }

    void unhear(AudioSink tap) {
        taps.remove(tap);
        tapped = !taps.isEmpty();
    }

    boolean overheard() {
        return tapped;
    }

    /** From now on what comes over this line is sent in place of what we would say; null for nothing more. */
    void take(@Nullable RelayLine line) {
        if (relay == null && line != null) {
            relay = new OutboundRelay(stream);
        }
        if (relay != null) {
            relay.over(line);
        }
        relays = line != null;
    }

    /** A clip, a key of ours and a hold go before the other leg. */
    private boolean freeForOther() {
        return sending && latch.target() != RemoteLatch.NOWHERE && !player.playing() && !digits.active();
    }

    /** A packet of another leg, at once. */
    void say(RelayLine over, RelayPacket packet) {
        OutboundRelay present = relay;
        if (present == null || !present.isOver(over) || !freeForOther()) {
            return;
        }
        int type = type(packet.kind);
        boolean same = packet.format == format || packet.format.equals(format);
        if (!same || type < 0 || !present.place(packet, format.clockRate())) {
            return;
        }
        stream.writeOther(slab.out, type, packet.payload, packet.length, present.numbers());
        socket.send(slab, latch.target());
        traffic.sent++;
    }

    private int type(PayloadTable.Kind kind) {
        return switch (kind) {
            case AUDIO -> payloadType;
            case EVENT -> pressesAsTheyCome ? digits.eventType() : -1;
            case COMFORT_NOISE -> comfortNoise ? PayloadTable.COMFORT_NOISE_TYPE : -1;
            case UNKNOWN -> -1;
        };
    }

    /** Whether this packet time is another leg's. */
    private boolean otherSpeaks(OutboundRelay present) {
        boolean free = freeForOther();
        present.takes(free, pressesAsTheyCome);
        if (!free || !present.speaks(packetMillis)) {
            present.interrupt();
            return false;
        }
        if (present.missed()) {
            stream.pause(packetMillis * unitsPerMilli);
        }
        return true;
    }

    /** As {@link MediaLeg#prefetch}. */
    int prefetch() {
        return dueMillis;
    }

    /** As {@link MediaLeg#prefetchParts}. */
    int prefetchParts() {
        return (int) stream.packets() + player.prefetch() + (digits.active() ? 1 : 0);
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
        if (relays && relay != null && otherSpeaks(relay)) {
            return;
        }
        int units = packetMillis * unitsPerMilli;
        // A clip goes on, and a tap hears it, while held and while a digit takes its place: whoever waits for its end
        // is not kept waiting.
        int length = compose();
        InetSocketAddress target = latch.target();
        boolean heard = sending && target != RemoteLatch.NOWHERE;
        boolean pressing = heard && digits.active();
        if (pressing) {
            digits.turn(stream.timestamp());
            if (digits.sound(slab.said, packetSamples, sampleRate)) {
                length = encode();
            }
        }
        if (tapped) {
            taps.push(slab.said, overheard(length), sampleRate);
        }
        boolean eventDue = pressing && digits.eventDue();
        if (!heard || length == 0 && !eventDue) {
            stream.pause(units);
            return;
        }
        if (eventDue) {
            stream.writeEvent(slab.out, digits.eventType(), digits.event(), digits.timestamp(), digits.marker());
        } else {
            stream.write(slab.out, payloadType, slab.payload, length);
        }
        stream.advance(units);
        socket.send(slab, target);
        traffic.sent++;
    }

    private int overheard(int length) {
        overhearing =
                overhearing == NO_DECODER && codec.isPresent() ? codec.get().newDecoder() : overhearing;
        int samples = length > 0
                ? overhearing.decode(slab.payload, 0, length, slab.said, 0)
                : overhearing.conceal(slab.said, 0, packetSamples);
        Arrays.fill(slab.said, samples, packetSamples, (short) 0);
        return packetSamples;
    }

    private int encode() {
        encoder = encoder == NO_ENCODER && codec.isPresent() ? codec.get().newEncoder() : encoder;
        return encoder.encode(slab.said, 0, packetSamples, slab.payload, 0);
    }

    private int compose() {
        if (!player.playing() && codec.isPresent()) {
            int shared = encoded.pullPayload(codec.get(), packetMillis, slab.payload);
            if (shared != PayloadSource.NOT_SHARED) {
                return shared;
            }
            if (source.pull(slab.said, packetSamples, sampleRate)) {
                return encode();
            }
        }
        int length = 0;
        int millis = 0;
        while (millis < packetMillis) {
            length += unit(length);
            millis += silence.unitMillis();
        }
        return length;
    }

    /** One unit of the clip, or of silence when it has come to its end. */
    private int unit(int at) {
        int length = player.playing() ? player.next(slab.payload, at) : -1;
        if (length >= 0) {
            return length;
        }
        // The last one: an encoder with memory has settled by then.
        return silence.units() == 0 ? 0 : silence.copy(silence.units() - 1, slab.payload, at);
    }

    /** Packet time we send with; 0 before the first plan. */
    int packetMillis() {
        return packetMillis;
    }

    void publish() {
        figures.sent = stream.packets();
        figures.sentMissing = relay == null ? 0 : relay.numbers().missing();
        figures.bytesSent = stream.payloadBytes();
    }

    String describe() {
        String what = source == NO_SOURCE || player.playing() ? player.toString() : "audio source";
        return what + (relays ? "\nrelayed " + format : "") + "\nsend " + (sending ? "on" : "off") + ", " + packetMillis
                + " ms packets, type " + payloadType + "\nto " + latch.target();
    }
}
