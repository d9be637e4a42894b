package io.ringflow.media.jitter;

import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.ComfortNoise;
import io.ringflow.media.rtp.RtpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one codec in at network time, one frame of audio out per tick. Owned by the leg's loop.
 *
 * <p>It costs what it does: while nobody listens there is {@link Unheard} instead. A frame that can't be played is
 * skipped and not decoded; the timeline and the figures go on.
 */
public final class PlayOut {
    /** Where arrivals are known by tick only, a packet may look a tick later than it was: the delay is never less. */
    private static final int COARSE_MILLIS = 2 * Tick.MILLIS;

    /** Interarrival jitter is a mean: of normally distributed delays 99.5 % lie within so many times as much. */
    private static final int JITTER_TO_SPREAD = 4;

    private static final int REST_TICKS = 2;
    private static final int PATIENCE_TICKS = 25;

    private final Codec codec;
    private final int frame;
    private final short[] scratch;
    private final PlayOutFigures figures;
    private final JitterBuffer buffer;
    private final ComfortNoise noise = new ComfortNoise();

    // What only a listener needs, made when there is one.
    private @Nullable Ear ear;
    private boolean hearing;
    private int unheard;
    private int rest;
    private int refused;

    /**
     * @param exact whether arrivals are known better than by tick
     * @param scratch room for the longest packet's samples, shared by what lives on one loop
     */
    public PlayOut(
            Codec codec, int minimumMillis, int maximumMillis, boolean exact, short[] scratch, PlayOutFigures figures) {
        this.codec = codec;
        this.frame = codec.sampleRate() / Tick.PER_SECOND;
        this.scratch = scratch;
        this.figures = figures;
        int minimum = exact ? minimumMillis : Math.max(minimumMillis, Math.min(COARSE_MILLIS, maximumMillis));
        this.buffer = new JitterBuffer(codec.clockRate(), codec.sampleRate(), minimum, maximumMillis, exact, figures);
    }

    /** Samples per tick. */
    public int frame() {
        return frame;
    }

    /**
     * Keeps one packet's audio until it is due.
     *
     * @param payload room for the payload, shared by what lives on one loop
     * @param ageNanos time since it arrived
     */
    public Arrival put(RtpHeader packet, byte[] payload, long ageNanos) {
        int length = Math.min(packet.payloadLength(), payload.length);
        packet.copyPayload(0, payload, 0, length);
        int samples = length == 0 ? 0 : codec.samplesIn(payload, 0, length);
        int age = (int) (ageNanos * codec.sampleRate() / 1_000_000_000L);
        return buffer.put(packet.sequence(), packet.timestamp(), payload, length, samples, age);
    }

    /**
     * The far end sends an event (RFC 4733) instead of audio: none is missing.
     *
     * @param units how long so far, in timestamp units from the packet's own
     */
    public void event(RtpHeader packet, int units) {
        buffer.silent(packet.sequence());
        buffer.event(packet.timestamp(), units);
    }

    /**
     * The far end is silent until audio comes again, and says how silent (RFC 3389).
     *
     * @param payload room for the payload, shared by what lives on one loop
     */
    public void noise(RtpHeader packet, byte[] payload) {
        int length = Math.min(packet.payloadLength(), payload.length);
        packet.copyPayload(0, payload, 0, length);
        noise.hear(payload, 0, length);
        buffer.silent(packet.sequence());
        buffer.noise(packet.timestamp());
    }

    /** So many ticks could not be turned in time; called before their packets are put, and {@link #skip} for each after. */
    public void late(int ticks) {
        buffer.late(ticks);
    }

    /** Gives the next frame. */
    public void take(short[] pcm) {
        Ear listener = listener();
        while (listener.line.ahead() < frame) {
            listener.pull(buffer);
        }
        listener.timeScale.hear(listener.line);
        adjust(listener, buffer.wanted(listener.line.ahead()));
        while (listener.line.ahead() < frame) {
            listener.pull(buffer);
        }
        listener.line.play(pcm, frame);
        buffer.tick();
    }

    private Ear listener() {
        Ear listener = ear;
        if (listener == null) {
            listener = new Ear(codec, frame, scratch, noise);
            ear = listener;
        }
        if (!hearing) {
            hearing = true;
            listener.resume(unheard);
            unheard = 0;
        }
        return listener;
    }

    private void adjust(Ear listener, int wanted) {
        if (rest > 0) {
            rest--;
            return;
        }
        if (wanted == 0) {
            refused = 0;
            return;
        }
        if (Math.abs(wanted) == 1) {
            slip(listener, wanted > 0);
            return;
        }
        int changed = wanted > 0 ? lengthen(listener, wanted) : shorten(listener, -wanted);
        if (changed > 0) {
            rest = REST_TICKS;
            refused = 0;
        } else {
            refused++;
        }
    }

    private void slip(Ear listener, boolean longer) {
        if (listener.line.ahead() == frame) {
            // The overlap needs one sample more than a frame, or there is nothing to slip into.
            if (buffer.piece() != Piece.AUDIO) {
                return;
            }
            listener.pull(buffer);
        }
        listener.timeScale.slip(listener.line, longer);
        figures.slips++;
        count(1, longer);
    }

    private int lengthen(Ear listener, int most) {
        int more = listener.timeScale.lengthen(listener.line, most, refused >= PATIENCE_TICKS);
        count(more, true);
        return more;
    }

    private int shorten(Ear listener, int most) {
        if (listener.line.ahead() < 2 * frame && buffer.piece() == Piece.AUDIO) {
            listener.pull(buffer);
        }
        int less = listener.timeScale.shorten(listener.line, most, refused >= PATIENCE_TICKS);
        count(less, false);
        return less;
    }

    private void count(int samples, boolean longer) {
        if (longer) {
            figures.expanded += samples;
        } else {
            figures.shrunk += samples;
        }
    }

    /** Passes a frame over that nobody hears. */
    public void skip() {
        if (hearing && ear != null) {
            hearing = false;
            unheard = ear.line.ahead();
        }
        while (unheard < frame) {
            passOver(buffer.piece());
        }
        int step = Math.clamp(buffer.wanted(unheard), -frame / 4, frame / 4);
        count(Math.abs(step), step > 0);
        unheard += step - frame;
        buffer.tick();
    }

    private void passOver(Piece piece) {
        if (piece == Piece.AUDIO) {
            Packet packet = buffer.remove();
            unheard += packet.samples - packet.passed;
            return;
        }
        int samples = Math.min(buffer.gap(), frame - unheard);
        buffer.fill(piece, samples);
        unheard += samples;
    }

    /**
     * Begins a stream of which something is known.
     *
     * @param jitterMillis its interarrival jitter (RFC 3550 §6.4.1); the delay begins with what that asks for
     */
    public void begin(double jitterMillis) {
        clear();
        buffer.expect((int) Math.min(jitterMillis * JITTER_TO_SPREAD * codec.sampleRate() / 1000, Integer.MAX_VALUE));
    }

    /**
     * As {@link #begin}, for a listener who has heard the stream until now without any delay: the first packet is played at
     * once, and what delay the network needs is made by stretching what is heard.
     */
    public void goOn(double jitterMillis) {
        begin(jitterMillis);
        hearing = false;
        unheard = 0;
        buffer.hurry();
    }

    /** Forgets the stream: the next packet starts a new one. */
    public void clear() {
        noise.stop();
        buffer.clear();
    }

    /** Frees the decoder. */
    public void close() {
        if (ear != null) {
            ear.close();
        }
    }

    /** Milliseconds until audio that arrived last is played; 0 when nobody speaks. */
    public int depthMillis() {
        int ahead = hearing && ear != null ? ear.line.ahead() : Math.max(0, unheard);
        int depth = buffer.depth();
        return (int) ((depth == 0 ? 0 : depth + ahead) * 1000L / codec.sampleRate());
    }

    /** What the delay should be now, in milliseconds. */
    public int targetMillis() {
        return buffer.targetMillis();
    }

    /** How much faster the far end's clock runs than ours, in parts per million; 0 while unknown. */
    public int skew() {
        return buffer.skew();
    }

    public PlayOutFigures figures() {
        return figures;
    }
}
