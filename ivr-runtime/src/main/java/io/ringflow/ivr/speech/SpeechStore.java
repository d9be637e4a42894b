package io.ringflow.ivr.speech;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechObserver.Source;
import io.ringflow.media.Clip;
import io.ringflow.media.play.PcmClip;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speech of a server: from memory, else from disk, else from the engine, and kept in both. Thread-safe. However many
 * calls want the same at once, it is made once; each making has a virtual thread of its own and never a caller's.
 */
public final class SpeechStore implements Speech, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechStore.class);

    private final SpeechEngine engine;
    private final SpeechSettings settings;
    private final SpeechFiles files;
    private final SpeechObserver observer;
    private final LongSupplier nanos;
    private final Cache<SpeechKey, Clip> memory;
    private final ConcurrentHashMap<SpeechKey, CompletableFuture<Clip>> making = new ConcurrentHashMap<>();
    private final Executor threads = task -> Thread.ofVirtual().name("speech").start(task);
    private final Semaphore engineTurns;
    private final EngineRest rest;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicBoolean diskComplained = new AtomicBoolean();

    private volatile boolean closed;

    private SpeechStore(
            SpeechEngine engine,
            SpeechSettings settings,
            SpeechFiles files,
            SpeechObserver observer,
            InstantSource clock) {
        this.engine = engine;
        this.settings = settings;
        this.files = files;
        this.observer = observer;
        this.nanos = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.rest = new EngineRest(clock);
        this.engineTurns = new Semaphore(settings.atOnce(), true);
        this.memory = Caffeine.newBuilder()
                .maximumWeight(settings.memoryBytes())
                .weigher((SpeechKey key, Clip clip) -> weight(clip))
                // What is dropped is dropped at once; nobody listens to it.
                .executor(Runnable::run)
                .build();
    }

    /**
     * @param directory of the kept speech
     * @throws java.io.UncheckedIOException the directory can't be used
     */
    public static SpeechStore open(
            SpeechEngine engine,
            SpeechSettings settings,
            Path directory,
            SpeechObserver observer,
            InstantSource clock) {
        var files = SpeechFiles.open(directory, settings.cacheBytes(), clock);
        return new SpeechStore(engine, settings, files, observer, clock);
    }

    /** What is missing for this server to speak, in words; empty: nothing. */
    public Optional<String> missing() {
        return engine.missing();
    }

    /** Whether nothing is being made. */
    public boolean idle() {
        return busy.get() == 0;
    }

    /** Bytes of speech on disk. */
    public long bytesOnDisk() {
        return files.bytes();
    }

    @Override
    public CompletableFuture<Clip> say(Utterance utterance) {
        if (closed) return CompletableFuture.failedFuture(new SpeechFailure(Kind.UNAVAILABLE, "the server stops"));
        var key = SpeechKey.of(engine.fingerprint(), utterance);
        var kept = memory.getIfPresent(key);
        if (kept != null) {
            observer.wanted(Source.MEMORY);
            files.used(key);
            return CompletableFuture.completedFuture(kept);
        }
        var mine = new AtomicBoolean();
        var sound = making.computeIfAbsent(key, wanted -> {
            mine.set(true);
            return begin(wanted, utterance);
        });
        if (!mine.get()) observer.wanted(Source.MEMORY);
        return sound != null ? sound : CompletableFuture.failedFuture(tooMuch());
    }

    @Override
    public void close() {
        closed = true;
        engine.close();
    }

    /** Null when too much waits already. */
    private @Nullable CompletableFuture<Clip> begin(SpeechKey key, Utterance utterance) {
        if (busy.incrementAndGet() > settings.atOnce() + settings.waiting()) {
            busy.decrementAndGet();
            return null;
        }
        var sound = new CompletableFuture<Clip>();
        threads.execute(() -> {
            try {
                var clip = make(key, utterance);
                memory.put(key, clip);
                making.remove(key);
                sound.complete(clip);
            } catch (Throwable failure) {
                making.remove(key);
                sound.completeExceptionally(failure);
            } finally {
                // Last: who waits for nothing to be made finds that those who waited have been told.
                busy.decrementAndGet();
            }
        });
        return sound;
    }

    private SpeechFailure tooMuch() {
        observer.failed(Kind.BUSY, 0);
        return new SpeechFailure(Kind.BUSY, settings.waiting() + " texts wait for their synthesis already");
    }

    private Clip make(SpeechKey key, Utterance utterance) {
        // Another making of it may have ended between the look into memory and the beginning of this one.
        var known = memory.getIfPresent(key);
        if (known != null) return known;
        var kept = files.read(key, observer::corrupt);
        observer.wanted(kept.isPresent() ? Source.DISK : Source.SYNTHESIS);
        return clip(key, kept.orElseGet(() -> synthesised(key, utterance)));
    }

    private SpeechPcm synthesised(SpeechKey key, Utterance utterance) {
        long begun = nanos.getAsLong();
        try {
            rest.check();
            takeTurn();
            SpeechPcm sound;
            try {
                // It may have failed for those before us.
                rest.check();
                begun = nanos.getAsLong();
                sound = checked(engine.speak(utterance)).kept();
            } finally {
                engineTurns.release();
            }
            rest.succeeded();
            observer.synthesised(nanos.getAsLong() - begun);
            keep(key, sound);
            return sound;
        } catch (SpeechFailure failure) {
            rest.failed(failure.kind());
            observer.failed(failure.kind(), nanos.getAsLong() - begun);
            throw failure;
        } catch (RuntimeException bug) {
            observer.failed(Kind.FAILED, nanos.getAsLong() - begun);
            LOG.error("the speech engine is broken by a fault of its own", bug);
            throw new SpeechFailure(Kind.FAILED, "a fault of the speech engine", bug);
        }
    }

    private void takeTurn() {
        try {
            if (engineTurns.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            throw new SpeechFailure(Kind.UNAVAILABLE, "the server stops", e);
        }
        throw new SpeechFailure(Kind.BUSY, "no turn at the speech engine within " + settings.timeout());
    }

    private SpeechPcm checked(SpeechPcm sound) {
        if (sound.samples().length == 0) throw new SpeechFailure(Kind.BAD_SOUND, "no sound came");
        if (sound.millis() > settings.longest().toMillis()) {
            throw new SpeechFailure(Kind.TOO_LONG, "more sound than " + settings.longest());
        }
        return sound;
    }

    private void keep(SpeechKey key, SpeechPcm sound) {
        try {
            files.write(key, sound);
            diskComplained.set(false);
        } catch (IOException e) {
            // It is heard all the same. One line until the disk takes something again.
            if (diskComplained.compareAndSet(false, true)) LOG.warn("speech can not be kept on disk: {}", e.toString());
        }
    }

    private static Clip clip(SpeechKey key, SpeechPcm sound) {
        return new PcmClip("speech-" + key.hex().substring(0, 8), sound.samples(), sound.sampleRate());
    }

    /** Samples as kept, and about as much again for other rates and payloads. */
    private static int weight(Clip clip) {
        return (int) Math.min(Integer.MAX_VALUE, 4L * SpeechPcm.KEPT_RATE / 1_000 * clip.durationMillis());
    }
}
