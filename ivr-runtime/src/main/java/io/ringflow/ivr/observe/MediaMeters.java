package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaQuality.OneWay;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Recorded;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Media facts as meters. Called on media loops: adds to counters made beforehand, allocates nothing; a phase's lateness
 * goes into four plain buckets because a timer of the registry takes a lock now and then.
 */
public final class MediaMeters implements MediaObserver {

    private static final long MILLISECOND = 1_000_000;
    private static final long[] LATE_BOUNDS = {MILLISECOND, 5 * MILLISECOND, 20 * MILLISECOND, Long.MAX_VALUE};
    private static final String[] LATE_LABELS = {"1ms", "5ms", "20ms", "more"};

    private final AtomicInteger sessions = new AtomicInteger();
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder packetsLost = new LongAdder();
    private final LongAdder unreachable = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder[] late = new LongAdder[LATE_BOUNDS.length];
    private final Map<Discard, LongAdder> discarded = new EnumMap<>(Discard.class);
    private final Map<DigitSource, LongAdder> digits = new EnumMap<>(DigitSource.class);
    private final QualityMeters quality;
    private final RecordingMeters recordings;
    private final ConferenceMeters conferences;
    private final AtomicInteger loopsRealtime = new AtomicInteger();
    private final AtomicInteger portsShared = new AtomicInteger();
    private final MeterRegistry registry;
    private final Counter portsExhausted;
    private final Counter rtcpPortsTaken;
    private final Counter commandsRefused;
    private final DistributionSummary jitter;

    // Bits of doubles, one a loop; made when the loops are started.
    private volatile AtomicLongArray busy = new AtomicLongArray(0);

    public MediaMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(Meters.MEDIA_LOOP_BUSY.meterName(), this, MediaMeters::busiest)
                .description(Meters.MEDIA_LOOP_BUSY.sentence())
                .register(registry);
        Gauge.builder(Meters.MEDIA_LOOPS_REALTIME.meterName(), loopsRealtime, AtomicInteger::get)
                .description(Meters.MEDIA_LOOPS_REALTIME.sentence())
                .register(registry);
        Gauge.builder(Meters.RTP_PORTS_SHARED.meterName(), portsShared, AtomicInteger::get)
                .description(Meters.RTP_PORTS_SHARED.sentence())
                .register(registry);
        Gauge.builder(Meters.MEDIA_SESSIONS.meterName(), sessions, AtomicInteger::get)
                .description(Meters.MEDIA_SESSIONS.sentence())
                .register(registry);
        expose(registry, Meters.RTP_PACKETS, packetsIn, "direction", "in");
        expose(registry, Meters.RTP_PACKETS, packetsOut, "direction", "out");
        expose(registry, Meters.RTP_LOST, packetsLost);
        expose(registry, Meters.RTP_UNREACHABLE, unreachable);
        expose(registry, Meters.MEDIA_TICK_SKIPPED, skipped);
        for (int i = 0; i < late.length; i++) {
            late[i] = new LongAdder();
            expose(registry, Meters.MEDIA_TICK_LATE, late[i], "within", LATE_LABELS[i]);
        }
        for (Discard why : Discard.values()) {
            discarded.put(why, new LongAdder());
            expose(registry, Meters.RTP_DISCARDED, discarded.get(why), "reason", SipMeters.label(why));
        }
        for (DigitSource source : DigitSource.values()) {
            digits.put(source, new LongAdder());
            expose(registry, Meters.CALL_DIGITS, digits.get(source), "source", SipMeters.label(source));
        }
        quality = new QualityMeters(registry);
        recordings = new RecordingMeters(registry);
        conferences = new ConferenceMeters(registry);
        portsExhausted = Counters.of(registry, Meters.RTP_PORTS_EXHAUSTED);
        rtcpPortsTaken = Counters.of(registry, Meters.RTCP_PORTS_TAKEN);
        commandsRefused = Counters.of(registry, Meters.MEDIA_COMMANDS_REFUSED);
        jitter = DistributionSummary.builder(Meters.RTP_JITTER.meterName())
                .description(Meters.RTP_JITTER.sentence())
                .serviceLevelObjectives(1, 5, 10, 20, 50, 100)
                .register(registry);
    }

    @Override
    public void started(int loops, MediaConfig.Sockets sockets) {
        busy = new AtomicLongArray(loops);
        Gauge.builder(Meters.MEDIA_LOOPS.meterName(), () -> loops)
                .description(Meters.MEDIA_LOOPS.sentence())
                .tag("sockets", SipMeters.label(sockets))
                .register(registry);
    }

    @Override
    public void loopBusy(int loop, double share) {
        // None yet while the engine that starts the loops has not told how many there are.
        if (loop < busy.length()) busy.set(loop, Double.doubleToRawLongBits(share));
    }

    private double busiest() {
        AtomicLongArray loops = busy;
        double most = 0;
        for (int i = 0; i < loops.length(); i++) most = Math.max(most, Double.longBitsToDouble(loops.get(i)));
        return most;
    }

    @Override
    public void realtimePriority(int loop, int priority, boolean granted) {
        if (granted) loopsRealtime.incrementAndGet();
    }

    @Override
    public void sessionOpened() {
        sessions.incrementAndGet();
    }

    @Override
    public void sessionClosed(String trunk, MediaStats last) {
        sessions.decrementAndGet();
        if (last.packetsReceived() > 1) jitter.record(last.jitterMillis());
        quality.closed(trunk, last);
    }

    @Override
    public void oneWayAudio(String trunk, OneWay cause) {
        quality.oneWay(trunk, cause);
    }

    @Override
    public void traffic(int loop, long sent, long received, long lost, long dropped) {
        packetsOut.add(sent);
        packetsIn.add(received);
        packetsLost.add(lost);
    }

    @Override
    public void discarded(Discard why) {
        discarded.get(why).increment();
    }

    @Override
    public void portUnreachable(long answers) {
        unreachable.add(answers);
    }

    @Override
    public void phaseLate(int loop, long nanos) {
        int bucket = 0;
        while (nanos > LATE_BOUNDS[bucket]) bucket++;
        late[bucket].increment();
    }

    @Override
    public void phasesSkipped(int loop, int phases) {
        skipped.add(phases);
    }

    @Override
    public void digit(DigitSource source) {
        digits.get(source).increment();
    }

    @Override
    public void recordingStarted() {
        recordings.started();
    }

    @Override
    public void recordingEnded(Recorded recorded) {
        recordings.ended(recorded);
    }

    @Override
    public void conferenceOpened() {
        conferences.opened();
    }

    @Override
    public void conferenceClosed() {
        conferences.closed();
    }

    @Override
    public void memberJoined() {
        conferences.joined();
    }

    @Override
    public void memberLeft() {
        conferences.left();
    }

    @Override
    public void conferenceFull() {
        conferences.full();
    }

    @Override
    public void relayBegan() {
        conferences.relayBegan();
    }

    @Override
    public void relayEnded() {
        conferences.relayEnded();
    }

    @Override
    public void mixed(long nanos, int mixes, int encodings) {
        conferences.mixed(nanos, mixes, encodings);
    }

    @Override
    public void portShared(int loop, int port) {
        portsShared.incrementAndGet();
    }

    @Override
    public void portsExhausted() {
        portsExhausted.increment();
    }

    @Override
    public void rtcpPortTaken() {
        rtcpPortsTaken.increment();
    }

    @Override
    public void commandRefused() {
        commandsRefused.increment();
    }

    private static void expose(MeterRegistry registry, Meters meter, LongAdder count, String... tags) {
        FunctionCounter.builder(meter.meterName(), count, LongAdder::sum)
                .description(meter.sentence())
                .tags(tags)
                .register(registry);
    }
}
