package io.ringflow.ivr.speech;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An engine whose sound is a count of samples: as many as the text has characters, times a thousand. */
final class FakeEngine implements SpeechEngine {

    final List<Utterance> spoken = new CopyOnWriteArrayList<>();
    final AtomicInteger speaking = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile String fingerprint = "fake";
    volatile @Nullable RuntimeException failure;

    private final Semaphore begun = new Semaphore(0);
    private volatile @Nullable Semaphore turns;

    /** From now on a text takes until {@link #release}. */
    FakeEngine holding() {
        turns = new Semaphore(0);
        return this;
    }

    /** Waits until so many more texts are being spoken. */
    void awaitBegun(int texts) {
        try {
            if (begun.tryAcquire(texts, 60, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not " + texts + " texts within a minute");
    }

    void release(int texts) {
        turns.release(texts);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public SpeechPcm speak(Utterance utterance) {
        spoken.add(utterance);
        mostAtOnce.accumulateAndGet(speaking.incrementAndGet(), Math::max);
        begun.release();
        var wait = turns;
        if (wait != null) wait.acquireUninterruptibly();
        speaking.decrementAndGet();
        var failed = failure;
        if (failed != null) throw failed;
        var samples = new short[utterance.text().length() * 1_000];
        java.util.Arrays.fill(samples, (short) utterance.text().length());
        return new SpeechPcm(samples, SpeechPcm.KEPT_RATE);
    }

    @Override
    public void close() {}
}
