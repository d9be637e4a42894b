package io.ringflow.media.jitter;

import io.ringflow.media.Tick;
import io.ringflow.media.rtp.TimestampUnwrapper;

/**
 * One stream's timeline: keeps packets until their audio is due, and holds the delay at what the network needs. Owned by
 * the leg's loop; knows neither PCM nor clock.
 *
 * <p>Its time is the play-out's: it moves on by one tick with each {@link #tick}. What is pulled next is the sample at
 * the cursor. All lengths are in samples of the decoded audio.
 */
final class JitterBuffer {

    /** A packet as short as this says that nothing will be sent for a while (RFC 7587 §3.1.3). */
    private static final int NO_TRANSMISSION_BYTES = 2;

    /** Longest audio in one packet that is kept. */
    static final int MAX_PACKET_MILLIS = 120;

    /** After this nothing is made up any more. */
    static final int AUDIBLE_MILLIS = 60;

    private static final int STARVED_MILLIS = 240;
    private static final int FAR_MILLIS = 2_000;
    private static final int LATE_RUN = 10;
    private static final int QUIET_TICKS = 3;
    private static final int DRIFTING = 40;
    private static final int MISSES_PER_MILLE = 5;
    private static final long NEVER = Long.MIN_VALUE;

    private final int clockRate;
    private final int sampleRate;
    private final boolean exact;
    private final int frame;
    private final int minimum;
    private final int maximum;
    private final PacketQueue queue = new PacketQueue();
    private final Stray stray = new Stray();
    private final SequenceWindow seen = new SequenceWindow();
    private final QuietSpan quiet = new QuietSpan();
    private final Places places;
    private final TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    private final DelayHistogram delays;
    private final ClockSkew skew;
    private final DelayControl control;
    private final PlayOutFigures figures;

    private long now;
    private long lag;
    private boolean started;
    private boolean active;
    private long cursor;
    private long heardEnd = NEVER;
    private long newestEnd;
    private long spurtStart;
    private int missing;
    private int starved;
    private int lateRun;
    private boolean hurried;

    /**
     * @param clockRate timestamp units per second
     * @param sampleRate samples per second
     * @param exact whether arrivals are known better than by tick
     */
    JitterBuffer(
            int clockRate,
            int sampleRate,
            int minimumMillis,
            int maximumMillis,
            boolean exact,
            PlayOutFigures figures) {
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
        this.exact = exact;
        this.frame = samples(Tick.MILLIS);
        this.minimum = samples(minimumMillis);
        this.maximum = samples(Math.max(minimumMillis, maximumMillis));
        this.delays = new DelayHistogram(sampleRate, maximum);
        this.skew = new ClockSkew(sampleRate);
        this.control = new DelayControl(frame, exact);
        this.figures = figures;
        this.places = new Places(figures);
    }

    private int samples(int millis) {
        return (int) ((long) millis * sampleRate / 1000);
    }

    /**
     * Keeps one packet's audio until it is due.
     *
     * @param samples audio that the payload stands for
     * @param age samples of time since it arrived
     */
    Arrival put(int sequence, long timestamp, byte[] payload, int length, int samples, int age) {
        if (samples <= 0 || samples > samples(MAX_PACKET_MILLIS)) {
            return figures.early();
        }
        if (!seen.mark(sequence)) {
            return figures.duplicate();
        }
        long start = onTimeline(timestamp);
        long delay = now - age - start;
        if (started && active && isFar(delay)) {
            if (!stray.isConfirmed(start, samples(FAR_MILLIS))) {
                return figures.early();
            }
            clear();
            seen.mark(sequence);
            start = onTimeline(timestamp);
            delay = now - age - start;
        }
        stray.clear();
        delays.advance(now);
        if (active) {
            delays.add(delay);
        } else if (!speak(start, delay)) {
            return figures.late();
        }
        skew.add(now, delay);
        return keep(sequence, start, payload, length, samples, delay);
    }

    private long onTimeline(long timestamp) {
        return Math.floorDiv(unwrapper.unwrap(timestamp) * sampleRate, clockRate);
    }

    private boolean isFar(long delay) {
        return Math.abs(delay - delays.fastest()) > samples(FAR_MILLIS);
    }

    /** Somebody begins to speak: after the pause the delay may be what it should be. */
    private boolean speak(long start, long delay) {
        if (heardEnd != NEVER && start < heardEnd) {
            return false;
        }
        if (!started || Math.abs(delay - delays.fastest()) > maximum) {
            anchor();
        }
        delays.add(delay);
        place(start, delays.fastest());
        if (start < cursor) {
            // Its timestamps stood still in the pause.
            anchor();
            delays.add(delay);
            place(start, delay);
        }
        started = true;
        active = true;
        starved = 0;
        newestEnd = start;
        spurtStart = start;
        control.restart();
        return true;
    }

    // Whole ticks before the first sample, so that no tick needs two packets.
    private void place(long start, long fastest) {
        cursor = now - lag - fastest - (hurried ? 0 : target());
        hurried = false;
        cursor -= Math.floorMod(cursor - start, frame);
    }

    private void anchor() {
        delays.clear();
        skew.clear();
        lateRun = 0;
    }

    private Arrival keep(int sequence, long start, byte[] payload, int length, int samples, long delay) {
        long end = start + samples;
        if (start < cursor && heardEnd <= start) {
            // What was made up in its stead is played already: the delay may grow by that for nothing.
            int grown = (int) Math.clamp(-excess(0), 0, cursor - start);
            cursor -= grown;
            figures.expanded += grown;
        }
        if (end <= cursor) {
            if (++lateRun < LATE_RUN) {
                return figures.late();
            }
            restart(start, delay);
        }
        lateRun = 0;
        if (queue.contains(start)) {
            return figures.duplicate();
        }
        if (queue.isFull()) {
            return figures.early();
        }
        Packet packet = queue.insert(start, length);
        packet.samples = samples;
        packet.sequence = sequence;
        System.arraycopy(payload, 0, packet.payload, 0, length);
        figures.received++;
        newestEnd = Math.max(newestEnd, end);
        quiet.end(start);
        if (length <= NO_TRANSMISSION_BYTES) {
            quiet.extend(end, QuietSpan.UNTIL_AUDIO, QuietSpan.Kind.BY_CODEC);
        }
        if (start - cursor - lag > maximum) {
            // Delay is bounded, whatever the network does: what lies before is given up.
            cursor = start - target();
            giveUpPassed();
            return Arrival.OVERFLOW;
        }
        return Arrival.KEPT;
    }

    /** Nothing comes in time any more: the way has become longer than the target can follow. */
    private void restart(long start, long delay) {
        anchor();
        delays.add(delay);
        queue.clear();
        heardEnd = NEVER;
        place(start, delay);
    }

    /** A packet of the stream that stands for no audio: its place is no loss. */
    void silent(int sequence) {
        places.silent(sequence);
    }

    /** From this timestamp on, for so many units, the far end sends an event: no audio is missing there. */
    void event(long timestamp, int units) {
        if (started) {
            long start = onTimeline(timestamp);
            long end = start + (long) units * sampleRate / clockRate;
            // Its next packet is on its way.
            quiet(start, end, end + QUIET_TICKS * frame, QuietSpan.Kind.SILENCE);
        }
    }

    /** From this timestamp on the far end is silent, until audio comes again. */
    void noise(long timestamp) {
        if (started) {
            long start = onTimeline(timestamp);
            quiet(start, start, QuietSpan.UNTIL_AUDIO, QuietSpan.Kind.NOISE);
        }
    }

    private void quiet(long start, long soFar, long end, QuietSpan.Kind kind) {
        if (!isFar(now - soFar)) {
            quiet.extend(start, end, kind);
        }
    }

    /** What is to be heard in the pause at the cursor. */
    QuietSpan.Kind quiet() {
        return quiet.at(cursor);
    }

    /** What there is at the cursor. */
    Piece piece() {
        if (!active) {
            return Piece.PAUSE;
        }
        giveUpPassed();
        if (queue.isEmpty()) {
            return starved();
        }
        Packet first = queue.first();
        if (first.start <= cursor) {
            return Piece.AUDIO;
        }
        boolean audible = Math.min(missing, first.start - cursor) < samples(AUDIBLE_MILLIS);
        return audible && first.start > spurtStart && places.isLossBefore(first.sequence) ? Piece.LOSS : Piece.PAUSE;
    }

    /** Packets over which the cursor has jumped. */
    private void giveUpPassed() {
        while (!queue.isEmpty() && queue.first().end() <= cursor) {
            places.pass(queue.remove().sequence, false);
            figures.early++;
        }
    }

    private Piece starved() {
        if (starved >= samples(STARVED_MILLIS)) {
            active = false;
            return Piece.PAUSE;
        }
        return quiet.covers(cursor) || missing >= samples(AUDIBLE_MILLIS) ? Piece.PAUSE : Piece.LOSS;
    }

    /** The packet at the cursor; readable until the next {@link #put}. The cursor moves to its end. */
    Packet remove() {
        Packet packet = queue.remove();
        places.pass(packet.sequence, true);
        packet.passed = (int) (cursor - packet.start);
        cursor = packet.end();
        heardEnd = cursor;
        missing = 0;
        starved = 0;
        return packet;
    }

    /** The packet behind the gap; only when {@link #gap} is known. */
    Packet behindGap() {
        return queue.first();
    }

    /** Samples until there is audio again; {@link Integer#MAX_VALUE} when nobody knows. */
    int gap() {
        return active && !queue.isEmpty() ? (int) (queue.first().start - cursor) : Integer.MAX_VALUE;
    }

    /** So many samples of a gap have been filled. */
    void fill(Piece piece, int samples) {
        cursor += samples;
        if (queue.isEmpty()) {
            starved += active ? samples : 0;
        }
        if (piece == Piece.LOSS) {
            missing += samples;
            figures.concealed += samples;
        }
    }

    /**
     * By how much the delay should change now; asked once per tick.
     *
     * @param ahead samples that have been pulled and not been played
     * @return samples to add, negative to take away; a single one is a slip
     */
    int wanted(int ahead) {
        return active ? control.judge(excess(ahead), Math.abs(skew()) >= DRIFTING) : 0;
    }

    private int excess(int ahead) {
        return (int) Math.clamp(now - lag - cursor + ahead - delays.fastest() - target(), -maximum, 10L * maximum);
    }

    /** So many ticks could not be turned in time: their packets come only now, their frames are passed over next. */
    void late(int ticks) {
        lag += (long) ticks * frame;
        now += (long) ticks * frame;
    }

    /** Play-out has moved on by one tick. */
    void tick() {
        if (lag > 0) {
            lag -= frame;
        } else {
            now += frame;
        }
        if (active) {
            delays.advance(now);
        }
    }

    private int target() {
        return Math.clamp((long) delays.quantile(MISSES_PER_MILLE) + frame, minimum, maximum);
    }

    /** What is known of the network before the first packet: so many samples a packet may be slower than the fastest. */
    void expect(int spread) {
        delays.expect(spread);
    }

    /** What comes next is played at once, and the delay grows while it is. */
    void hurry() {
        hurried = true;
    }

    /** Forgets the stream: the next packet starts a new one. */
    void clear() {
        queue.clear();
        seen.clear();
        places.clear();
        quiet.clear();
        unwrapper.reset();
        anchor();
        control.restart();
        started = false;
        active = false;
        heardEnd = NEVER;
        missing = 0;
        stray.clear();
    }

    /** Samples from the cursor to the end of what arrived; 0 when nobody speaks. */
    int depth() {
        return active ? (int) Math.max(0, newestEnd - cursor) : 0;
    }

    int targetMillis() {
        return (int) (target() * 1000L / sampleRate);
    }

    int skew() {
        return exact ? skew.partsPerMillion() : 0;
    }
}
