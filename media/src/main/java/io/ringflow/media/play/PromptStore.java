package io.ringflow.media.play;

import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Prompts by name, from files into memory. Thread-safe; blocks its caller, so never on a loop.
 *
 * <p>A file is decoded once however many calls ask at the same moment, and again when its time or size has changed,
 * which is looked up at most once a second, as is whether there is one. When the memory is used up, the prompts used
 * longest ago are dropped; calls that play one go on, they hold it themselves.
 */
public final class PromptStore {
    static final int MAX_FILE_BYTES = 50 * 1024 * 1024;
    /** Bounds the memory for files being read, and leaves the processor to the calls. */
    private static final int DECODED_AT_ONCE = 2;

    private static final int MOST_ABSENT = 1_000;
    private static final Duration TRUST = Duration.ofSeconds(1);

    private final List<Path> roots;
    private final long maxBytes;
    private final InstantSource time;
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    // Names of no file, and when that was seen: a prompt that is missing is missing for every call.
    private final ConcurrentHashMap<String, Instant> absent = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong uses = new AtomicLong();
    private final AtomicLong decodings = new AtomicLong();
    private final Semaphore decoding = new Semaphore(DECODED_AT_ONCE);

    /**
     * @param roots directories of prompts; the first that has a file wins
     * @param maxBytes most memory that clips may take
     */
    public PromptStore(List<Path> roots, long maxBytes, InstantSource time) {
        this.roots = List.copyOf(roots);
        this.maxBytes = maxBytes;
        this.time = time;
    }

    /** What tells one state of a file from another. */
    private record FileState(Path path, Instant modified, long size) {}

    /** A file being decoded, or decoded, or found to be no sound. */
    private static final class Entry {
        final FileState state;
        final AtomicBoolean claimed = new AtomicBoolean();
        final CompletableFuture<PcmClip> clip = new CompletableFuture<>();
        volatile Instant checked;
        volatile long lastUse;

        Entry(FileState state, Instant checked) {
            this.state = state;
            this.checked = checked;
        }

        boolean isTrusted(Instant now) {
            return isRecent(checked, now);
        }

        long weight() {
            return clip.isDone() && !clip.isCompletedExceptionally()
                    ? clip.join().weight()
                    : 0;
        }
    }

    /**
     * The prompt of this name.
     *
     * @param name as the application wrote it; blanks around it do not count
     * @throws MediaFailure NO_SUCH_PROMPT or BAD_PROMPT
     */
    public Clip load(String name) {
        // Nearly all ask by the name that is the key, for what was looked up just now.
        Entry known = entries.get(name);
        if (known != null && known.clip.isDone() && known.isTrusted(time.instant())) {
            return used(known);
        }
        Instant missed = absent.get(name);
        if (missed != null && isRecent(missed, time.instant())) {
            throw missing(name);
        }
        String key = PromptName.of(name).map(PromptName::text).orElseThrow(() -> missing(name));
        long seen = changes.get();
        Entry entry = entries.compute(key, (text, before) -> current(new PromptName(text), before));
        if (entry == null) {
            noteAbsent(key, seen);
            throw missing(name);
        }
        if (entry.claimed.compareAndSet(false, true)) {
            entry.lastUse = uses.incrementAndGet();
            decode(key, entry);
            trim();
        }
        return used(entry);
    }

    private void noteAbsent(String name, long seen) {
        if (absent.size() >= MOST_ABSENT) {
            absent.clear();
        }
        absent.put(name, time.instant());
        // It may have come since it was looked for.
        if (changes.get() != seen) {
            absent.remove(name);
        }
    }

    private static boolean isRecent(Instant moment, Instant now) {
        return now.isBefore(moment.plus(TRUST)) && !now.isBefore(moment);
    }

    private Clip used(Entry entry) {
        entry.lastUse = uses.incrementAndGet();
        try {
            return entry.clip.join();
        } catch (CompletionException e) {
            throw new MediaFailure(Kind.BAD_PROMPT, String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }

    /**
     * Whether a file could be loaded: reads it as {@link #load} does, and keeps nothing.
     *
     * @throws MediaFailure BAD_PROMPT, with what is wrong with it
     */
    public void check(Path file) {
        decoding.acquireUninterruptibly();
        try {
            read(file);
        } catch (BadSound | IOException | RuntimeException | OutOfMemoryError e) {
            throw new MediaFailure(Kind.BAD_PROMPT, String.valueOf(e.getMessage()), e);
        } finally {
            decoding.release();
        }
    }

    /** The file of this name is another one now. */
    public void forget(String name) {
        entries.remove(name);
        changes.incrementAndGet();
        absent.clear();
    }

    /** Bytes that the clips in memory take. */
    public long weight() {
        return entries.values().stream().mapToLong(Entry::weight).sum();
    }

    /** Files read since the start, good or bad. */
    public long decodings() {
        return decodings.get();
    }

    /** The entry as it should be now, or null when there is no such file. */
    private @Nullable Entry current(PromptName name, @Nullable Entry known) {
        Instant now = time.instant();
        if (known != null && known.isTrusted(now)) {
            return known;
        }
        Optional<FileState> state = name.in(roots).flatMap(PromptStore::stateOf);
        if (state.isEmpty()) {
            return null;
        }
        if (known != null && known.state.equals(state.get())) {
            known.checked = now;
            return known;
        }
        return new Entry(state.get(), now);
    }

    private static Optional<FileState> stateOf(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new FileState(path, attributes.lastModifiedTime().toInstant(), attributes.size()));
        } catch (IOException e) {
            // gone since it was found
            return Optional.empty();
        }
    }

    private void decode(String name, Entry entry) {
        decoding.acquireUninterruptibly();
        try {
            decodings.incrementAndGet();
            Sound sound = read(entry.state.path);
            entry.clip.complete(new PcmClip(name, sound.pcm(), sound.sampleRate(), this::trim));
        } catch (BadSound | IOException | RuntimeException | OutOfMemoryError e) {
            // kept as the answer until the file changes
            entry.clip.completeExceptionally(new BadSound("prompt " + name + ": " + e.getMessage(), e));
        } finally {
            decoding.release();
        }
    }

    private static Sound read(Path path) throws IOException, BadSound {
        byte[] bytes;
        // not a channel: an interrupt of this caller must not spoil the prompt for those who wait with it
        try (InputStream in = new FileInputStream(path.toFile())) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        }
        if (bytes.length > MAX_FILE_BYTES) {
            throw new BadSound("larger than " + MAX_FILE_BYTES + " bytes");
        }
        if (WavReader.looksLike(bytes)) {
            return WavReader.read(bytes);
        }
        if (Mp3Reader.looksLike(bytes)) {
            return Mp3Reader.read(bytes);
        }
        throw new BadSound("neither WAVE nor MP3");
    }

    private void trim() {
        long excess = weight() - maxBytes;
        if (excess <= 0) {
            return;
        }
        // the moments of use are copied first: they change while we sort
        List<Aged> oldest = new ArrayList<>();
        entries.forEach((name, entry) -> oldest.add(new Aged(name, entry, entry.lastUse)));
        oldest.sort(Comparator.comparingLong(Aged::lastUse));
        for (Aged aged : oldest) {
            if (excess <= 0) {
                return;
            }
            long weight = aged.entry.weight();
            if (weight > 0 && entries.remove(aged.name, aged.entry)) {
                excess -= weight;
            }
        }
    }

    private record Aged(String name, Entry entry, long lastUse) {}

    private static MediaFailure missing(String name) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return new MediaFailure(Kind.NO_SUCH_PROMPT, "no prompt " + shown.replaceAll("\\p{Cntrl}", "?"));
    }
}
