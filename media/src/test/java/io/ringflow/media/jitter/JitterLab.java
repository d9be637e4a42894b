package io.ringflow.media.jitter;

import io.ringflow.media.Tick;
import io.ringflow.media.rtp.Packets;
import io.ringflow.testkit.net.LossRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A sender, a network and a play-out in virtual time: one call of {@link #tick} is 20 ms. */
final class JitterLab {
    private static final int FIRST_SEQUENCE = 65_500;
    private static final long FIRST_TIMESTAMP = 0xFFFF_F000L;

    /** A packet under way. */
    private record Delivery(double arrivalMillis, int order, int sequence, long timestamp, byte[] payload) {}

    private final Stopwatch codec;
    private final int packetMillis;
    private final boolean exact;
    private final short[] frame;
    private final byte[] scratch = new byte[2048];
    private final PriorityQueue<Delivery> underWay = new PriorityQueue<>(
            Comparator.comparingDouble(Delivery::arrivalMillis).thenComparingInt(Delivery::order));
    private final List<Double> delays = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();

    /** What became of each packet sent: '.' when it arrives, 'x' when it is lost. */
    final StringBuilder fates = new StringBuilder();

    final StringBuilder places = new StringBuilder();
    final PlayOut playOut;

    private LossRule network = LossRule.none();
    private boolean ordered;
    private double lastArrival;
    private double stalledUntil;
    private double skew = 1;
    private boolean deaf;
    private int tick;
    private int sent;
    private int sequence = FIRST_SEQUENCE;
    private long timestamp = FIRST_TIMESTAMP;

    JitterLab() {
        this(8_000, 20, true, 40, 200);
    }

    JitterLab(int sampleRate, int packetMillis, boolean exact, int minimum, int maximum) {
        this.codec = new Stopwatch(sampleRate);
        this.packetMillis = packetMillis;
        this.exact = exact;
        LossListener listener = heard -> places.append(heard ? '.' : 'x');
        this.playOut = new PlayOut(codec, minimum, maximum, exact, new short[6_000], new PlayOutFigures(listener));
        this.frame = new short[playOut.frame()];
    }

    JitterLab over(LossRule by) {
        network = by;
        return this;
    }

    /** From now on no packet passes another. */
    JitterLab inOrder() {
        ordered = true;
        return this;
    }

    /** From now on, for so long, nothing arrives; then all of it. */
    JitterLab stall(int millis) {
        stalledUntil = tick * (double) Tick.MILLIS + millis;
        return this;
    }

    /** The far end's clock runs so much faster than ours. */
    JitterLab skewed(int partsPerMillion) {
        skew = 1 + partsPerMillion / 1e6;
        return this;
    }

    JitterLab deaf() {
        deaf = true;
        return this;
    }

    PlayOutFigures figures() {
        return playOut.figures();
    }

    JitterLab seconds(int seconds) {
        for (int i = 0; i < seconds * Tick.PER_SECOND; i++) {
            tick();
        }
        return this;
    }

    /** 20 ms: what was said by now is sent, what has arrived is put, one frame is heard. */
    void tick() {
        tick++;
        double now = tick * (double) Tick.MILLIS;
        // A little before the tick, as a sender of another machine would.
        while ((sent + 1) * packetMillis / skew <= now - 3) {
            send((sent + 1) * packetMillis / skew);
        }
        deliver(now);
        hear(now);
    }

    /** A tick in which the far end says nothing; its timestamps go on. */
    void pause() {
        tick++;
        double now = tick * (double) Tick.MILLIS;
        while ((sent + 1) * packetMillis / skew <= now - 3) {
            sent++;
            timestamp += packetMillis * 8L;
        }
        deliver(now);
        hear(now);
    }

    private void send(double at) {
        byte[] payload = codec.payload((long) sent * packetMillis, packetMillis);
        LossRule.Fate fate = network.judge(payload, sent);
        fates.append(fate.copies() == 0 ? 'x' : '.');
        double arrival = Math.max(at + fate.delayMillis(), stalledUntil);
        if (ordered) {
            arrival = Math.max(arrival, lastArrival);
            lastArrival = arrival;
        }
        for (int i = 0; i < fate.copies(); i++) {
            underWay.add(new Delivery(arrival + i, sent, sequence, timestamp & 0xFFFF_FFFFL, payload));
        }
        sent++;
        sequence = sequence + 1 & 0xFFFF;
        timestamp += packetMillis * 8L;
    }

    private void deliver(double now) {
        while (!underWay.isEmpty() && underWay.peek().arrivalMillis <= now) {
            Delivery packet = underWay.remove();
            long age = exact ? (long) ((now - packet.arrivalMillis) * 1e6) : 0;
            playOut.put(Packets.header(packet.sequence, packet.timestamp, packet.payload), scratch, age);
        }
    }

    private void hear(double now) {
        if (deaf) {
            playOut.skip();
            return;
        }
        playOut.take(frame);
        depths.add(playOut.depthMillis());
        int made = Stopwatch.millis(frame[frame.length / 2]);
        if (made >= 0) {
            double behind = (now + 10 - made) % Stopwatch.ROUND_MILLIS;
            delays.add(behind > Stopwatch.ROUND_MILLIS / 2.0 ? behind - Stopwatch.ROUND_MILLIS : behind);
        }
    }

    /** Mouth to ear, the median of the last so many ticks: from when a sound was made until it is heard. */
    double delay(int ticks) {
        double[] last = delays.subList(Math.max(0, delays.size() - ticks), delays.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return last[last.length / 2];
    }

    /** Mouth to ear of the last tick, the far end's clock taken into account. */
    double delayAhead() {
        double now = tick * (double) Tick.MILLIS + frame.length * 500.0 / codec.sampleRate();
        double behind = (now * skew - Stopwatch.millis(frame[frame.length / 2])) % Stopwatch.ROUND_MILLIS;
        return behind;
    }

    int greatestDepth() {
        return depths.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    int sent() {
        return sent;
    }

    void jumpSequence(int by) {
        sequence = sequence + by & 0xFFFF;
    }

    void jumpTimestamp(long by) {
        timestamp += by;
    }

    short[] frame() {
        return Arrays.copyOf(frame, frame.length);
    }

    @Override
    public String toString() {
        PlayOutFigures f = figures();
        return "sent %d received %d late %d early %d dup %d missed %d concealed %d expanded %d shrunk %d slips %d depth %d target %d skew %d delay %.1f"
                .formatted(
                        sent,
                        f.received,
                        f.late,
                        f.early,
                        f.duplicates,
                        f.missed,
                        f.concealed,
                        f.expanded,
                        f.shrunk,
                        f.slips,
                        playOut.depthMillis(),
                        playOut.targetMillis(),
                        playOut.skew(),
                        delay(50));
    }
}
