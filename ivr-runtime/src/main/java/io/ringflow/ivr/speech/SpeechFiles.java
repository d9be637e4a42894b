package io.ringflow.ivr.speech;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Speech on disk, bounded: what was used longest ago goes first. Thread-safe; blocks on files, never under its lock.
 *
 * <p>A file appears whole or not at all, carries its checksum, and its time is that of its last use (to the hour), so that
 * the order survives a restart.
 */
final class SpeechFiles {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.wav");
    private static final Duration TOUCH_AFTER = Duration.ofHours(1);

    private final Path directory;
    private final long mostBytes;
    private final InstantSource clock;
    private final AtomicLong writings = new AtomicLong();

    // Least recently used first. Guarded by itself.
    private final SequencedMap<String, Kept> index = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A file that is there. */
    private record Kept(long size, Instant touched) {}

    private SpeechFiles(Path directory, long mostBytes, InstantSource clock) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** Looks at what the last process left. */
    static SpeechFiles open(Path directory, long mostBytes, InstantSource clock) {
        var files = new SpeechFiles(directory, mostBytes, clock);
        try {
            files.adopt();
        } catch (IOException e) {
            throw new UncheckedIOException("the speech cache " + directory + " can not be used", e);
        }
        return files;
    }

    /** Bytes of all files. */
    long bytes() {
        synchronized (index) {
            return bytes;
        }
    }

    /** What is there by that key; a file that is not as it was written counts as none, and is removed. */
    Optional<SpeechPcm> read(SpeechKey key, Runnable whenCorrupt) {
        var name = name(key);
        synchronized (index) {
            if (index.get(name) == null) return Optional.empty();
        }
        var sound = content(name).flatMap(KeptWave::read);
        if (sound.isEmpty()) {
            whenCorrupt.run();
            forget(name);
        } else {
            touch(name);
        }
        return sound;
    }

    /** It was used, though not from here. */
    void used(SpeechKey key) {
        touch(name(key));
    }

    /** @throws IOException when the disk does not take it; then nothing has changed */
    void write(SpeechKey key, SpeechPcm sound) throws IOException {
        byte[] content = KeptWave.write(sound);
        if (content.length > mostBytes) return;
        var name = name(key);
        var target = path(name);
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling(name + "." + writings.incrementAndGet() + ".part");
        try {
            Files.write(part, content);
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        add(name, new Kept(content.length, clock.instant()));
        trim();
    }

    private void adopt() throws IOException {
        Files.createDirectories(directory);
        record Found(String name, Kept kept) {}
        var found = new ArrayList<Found>();
        try (var walk = Files.walk(directory, 2)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".part")) Files.deleteIfExists(file);
                if (!NAME.matcher(name).matches()) continue;
                found.add(new Found(
                        name,
                        new Kept(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant())));
            }
        }
        found.sort(Comparator.comparing(one -> one.kept().touched()));
        found.forEach(one -> add(one.name(), one.kept()));
        trim();
    }

    private Optional<byte[]> content(String name) {
        // Not a channel: an interrupt of this thread must not spoil it for those who wait with it.
        try (var in = new FileInputStream(path(name).toFile())) {
            return Optional.of(in.readNBytes((int) Math.min(mostBytes, Integer.MAX_VALUE - 8)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void add(String name, Kept kept) {
        synchronized (index) {
            var before = index.put(name, kept);
            bytes += kept.size() - (before == null ? 0 : before.size());
        }
    }

    private void forget(String name) {
        synchronized (index) {
            var kept = index.remove(name);
            if (kept != null) bytes -= kept.size();
        }
        delete(name);
    }

    private void touch(String name) {
        var now = clock.instant();
        synchronized (index) {
            var kept = index.get(name);
            if (kept == null || now.isBefore(kept.touched().plus(TOUCH_AFTER))) return;
            index.put(name, new Kept(kept.size(), now));
        }
        try {
            Files.setLastModifiedTime(path(name), FileTime.from(now));
        } catch (IOException _) {
            // Gone meanwhile: then nothing needs its time.
        }
    }

    private void trim() {
        List<String> victims = new ArrayList<>();
        synchronized (index) {
            while (bytes > mostBytes && !index.isEmpty()) {
                var oldest = index.pollFirstEntry();
                bytes -= oldest.getValue().size();
                victims.add(oldest.getKey());
            }
        }
        victims.forEach(this::delete);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException _) {
            // It is out of the index; the next start finds it again.
        }
    }

    private Path path(String name) {
        return directory.resolve(name.substring(0, 2)).resolve(name);
    }

    private static String name(SpeechKey key) {
        return key.hex() + ".wav";
    }
}
