package io.ringflow.bench.measure;

import io.ringflow.bench.load.IntercomPhones;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * What the telephones of a push-to-talk group press and hear, and how long the floor takes. Thread-safe; one change of the
 * floor at a time is awaited.
 */
final class IntercomBook implements IntercomPhones.Listener {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int FRAME_MILLIS = 20;
    /** A sign lasts 200 ms, and begins some ticks after the key. */
    private static final long SIGN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int listeners;
    private final Histogram asked = new Histogram(LONGEST_NANOS, 3);
    private final Histogram handedOn = new Histogram(LONGEST_NANOS, 3);
    private final Histogram voice = new Histogram(LONGEST_NANOS, 3);
    private final Histogram told = new Histogram(LONGEST_NANOS, 3);

    private final long[] keyAt;
    private final boolean[] toldAwaited;
    /** Until then it hears signs of its own. */
    private final long[] signsUntil;

    private final long[] lastAt;
    private final int[] silentFrames;
    private final BitSet deaf = new BitSet();

    private boolean counting;
    private int next = -1;
    private int presser = -1;
    private char awaited;
    private boolean pressed;
    private boolean signed;
    private boolean free;
    private long several;
    private long packets;
    private int longestSilence;
    private long longestPause;

    /** @param listeners the first of the members, who press no key */
    IntercomBook(int members, int listeners) {
        this.listeners = listeners;
        keyAt = new long[members];
        toldAwaited = new boolean[members];
        signsUntil = new long[members];
        lastAt = new long[members];
        silentFrames = new int[members];
    }

    /** From now on it counts, what was before is forgotten; somebody talks. */
    synchronized void begin() {
        counting = true;
        asked.reset();
        handedOn.reset();
        voice.reset();
        told.reset();
        Arrays.fill(lastAt, 0);
        Arrays.fill(silentFrames, 0);
    }

    synchronized void end() {
        counting = false;
    }

    /** The holder is about to give the floor back, and nobody waits: silence is none that counts, until the next one is heard. */
    synchronized void release(int holder) {
        free = true;
        signs(holder, System.nanoTime());
    }

    /**
     * The floor is about to go to another member.
     *
     * @param holder who has it
     * @param by whose key gives it to the next one
     */
    synchronized void expect(int nextTalker, int holder, int by, char key) {
        next = nextTalker;
        presser = by;
        awaited = key;
        pressed = false;
        signed = false;
        deaf.set(0, listeners);
        signs(holder, System.nanoTime());
        signs(nextTalker, System.nanoTime());
    }

    private void signs(int member, long at) {
        if (member >= 0) signsUntil[member] = at + SIGN_NANOS;
    }

    @Override
    public synchronized void pressed(int member, char key, long at) {
        signs(member, at);
        if (member != presser || key != awaited || pressed) return;
        pressed = true;
        keyAt[next] = at;
        toldAwaited[next] = true;
    }

    @Override
    public synchronized void heard(int member, int talker, boolean granted, long at) {
        if (pressed && !signed && member == next && granted) {
            signed = true;
            record(presser == next ? asked : handedOn, at - keyAt[next]);
            // The one who had the floor hears a sign now.
            signs(member, at);
            notifyAll();
        }
        if (member < listeners) listen(member, talker, at);
        if (!counting) return;
        packets++;
        if (lastAt[member] != 0) longestPause = Math.max(longestPause, at - lastAt[member]);
        lastAt[member] = at;
        if (at >= signsUntil[member] && talker == IntercomPhones.SEVERAL) several++;
        if (member >= listeners) return;
        silentFrames[member] = talker == IntercomPhones.SILENT && !free ? silentFrames[member] + 1 : 0;
        longestSilence = Math.max(longestSilence, silentFrames[member]);
    }

    private void listen(int member, int talker, long at) {
        if (!pressed || talker != next || !deaf.get(member)) return;
        deaf.clear(member);
        if (deaf.isEmpty()) free = false;
        record(voice, at - keyAt[next]);
        notifyAll();
    }

    /** The application is told that a member has the floor. */
    synchronized void told(int member, long at) {
        if (!toldAwaited[member]) return;
        toldAwaited[member] = false;
        record(told, at - keyAt[member]);
    }

    private static void record(Histogram to, long nanos) {
        to.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    /** Whether the next one has its sign, and all listeners hear it, in time. */
    synchronized boolean awaitChange(Duration patience) {
        return await(patience, () -> signed && deaf.isEmpty());
    }

    private boolean await(Duration patience, BooleanSupplier done) {
        long latest = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !done.getAsBoolean(); left = latest - System.nanoTime()) {
                if (left <= 0) return false;
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** From the first packet of the key that asks to the first packet of the sign that says yes. */
    synchronized Histogram asked() {
        return asked.copy();
    }

    /** From the first packet of the key that gives the floor back to the first packet of the next one's sign. */
    synchronized Histogram handedOn() {
        return handedOn.copy();
    }

    /** From a key's first packet to the talker's first packet at each listener. */
    synchronized Histogram voice() {
        return voice.copy();
    }

    /** From a key's first packet to the notification. */
    synchronized Histogram told() {
        return told.copy();
    }

    /** Packets counted, of all members. */
    synchronized long packets() {
        return packets;
    }

    /** Packets in which more than one talks. */
    synchronized long several() {
        return several;
    }

    /** For which a listener heard nobody. */
    synchronized int longestSilenceMillis() {
        return longestSilence * FRAME_MILLIS;
    }

    /** Between two packets of a member. */
    synchronized double longestPauseMillis() {
        return longestPause / 1e6;
    }
}
