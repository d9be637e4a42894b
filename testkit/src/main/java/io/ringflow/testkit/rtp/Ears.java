package io.ringflow.testkit.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Listens to one stream: lays its packets out by timestamp and says what they sound like, 200 ms at a time. Filled by
 * the receiving thread, asked by any.
 *
 * <p>What never came is silence of the same length. A new SSRC, or a jump of more than ten seconds, goes on where the
 * old one ended.
 */
public final class Ears {
    private static final int WINDOW = 1_600;
    private static final int LATENESS = 3 * 160;
    private static final int LONGEST = 8_000 * 60 * 60;
    private static final double AUDIBLE_DBM0 = -40;

    private final List<Heard> windows = new ArrayList<>();
    private final List<Consumer<Heard>> listeners = new CopyOnWriteArrayList<>();

    private short[] samples = new short[8_000];
    private int length;
    private int listened;
    private boolean started;
    private long ssrc;
    private long firstTimestamp;
    private int base;

    /** Tells a listener of each window from now on, on the receiving thread. */
    public void listen(Consumer<Heard> listener) {
        listeners.add(listener);
    }

    synchronized void hear(long source, long timestamp, short[] sound) {
        int offset = (int) (timestamp - firstTimestamp);
        boolean jumps = started && Math.abs((long) base + offset - length) > 80_000;
        if (!started || source != ssrc || jumps) {
            started = true;
            ssrc = source;
            firstTimestamp = timestamp;
            base = length;
            offset = 0;
        }
        int at = base + offset;
        if (at < 0 || at + sound.length > LONGEST) {
            return;
        }
        if (at + sound.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(at + sound.length, 2 * samples.length));
        }
        System.arraycopy(sound, 0, samples, at, sound.length);
        length = Math.max(length, at + sound.length);
        while (listened + WINDOW + LATENESS <= length) {
            understand();
        }
    }

    /** Everything heard so far, in windows; what does not fill one is left out. */
    public synchronized List<Heard> windows() {
        while (listened + WINDOW <= length) {
            understand();
        }
        return List.copyOf(windows);
    }

    /** The last 200 ms heard. */
    public synchronized Heard now() {
        if (length < WINDOW) {
            return new Heard(Duration.ZERO, Heard.Kind.SILENCE, Level.SILENCE_DBM0, List.of());
        }
        return Heard.listen(millis(length - WINDOW), samples, length - WINDOW, WINDOW);
    }

    /** Whether a sine of this frequency is in the last 200 ms, alone or among others. */
    public synchronized boolean hears(double hz) {
        return length >= WINDOW && audible(length - WINDOW, hz);
    }

    /** Whether a sine of this frequency was in any 200 ms so far. */
    public synchronized boolean heard(double hz) {
        for (int at = 0; at + WINDOW <= length; at += WINDOW / 2) {
            if (audible(at, hz)) {
                return true;
            }
        }
        return false;
    }

    /** The level of this one frequency in the last 200 ms. */
    public synchronized double level(double hz) {
        return length < WINDOW ? Level.SILENCE_DBM0 : new Spectrum(samples, length - WINDOW, WINDOW).level(hz);
    }

    /** The frequencies in the last 200 ms, each audible sine of at least a hundredth of the whole. */
    public synchronized List<Integer> tones() {
        if (length < WINDOW) {
            return List.of();
        }
        return new Spectrum(samples, length - WINDOW, WINDOW)
                .lines(8).stream()
                        .filter(line -> audible(length - WINDOW, line.hz()))
                        .map(line -> (int) Math.round(line.hz()))
                        .toList();
    }

    /** Every frequency that was a tone in some window. */
    public Set<Integer> tonesHeard() {
        var all = new TreeSet<Integer>();
        windows().forEach(window -> all.addAll(window.tones()));
        return all;
    }

    /** How long this kind of sound was heard. */
    public Duration heard(Heard.Kind kind) {
        return millis(WINDOW)
                .multipliedBy(windows().stream()
                        .filter(window -> window.kind() == kind)
                        .count());
    }

    /** How much sound came, gaps included. */
    public synchronized Duration length() {
        return millis(length);
    }

    /** Forgets what was heard, to listen from here. */
    public synchronized void forget() {
        windows.clear();
        base -= length;
        length = 0;
        listened = 0;
        Arrays.fill(samples, (short) 0);
    }

    public synchronized short[] samples() {
        return Arrays.copyOf(samples, length);
    }

    /** Writes what was heard as a wav file. */
    public void record(Path file) {
        try {
            Wav.write(file, samples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void understand() {
        var heard = Heard.listen(millis(listened), samples, listened, WINDOW);
        listened += WINDOW;
        windows.add(heard);
        listeners.forEach(listener -> listener.accept(heard));
    }

    private boolean audible(int at, double hz) {
        var spectrum = new Spectrum(samples, at, WINDOW);
        double level = spectrum.level(hz);
        return level > AUDIBLE_DBM0 && level > Level.ofMeanSquare(spectrum.meanSquare()) - 20;
    }

    private static Duration millis(int samples) {
        return Duration.ofMillis(samples / 8);
    }
}
