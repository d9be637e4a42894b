package io.ringflow.ivr.recording.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that is away when a test says so. */
public final class MemoryStore implements ObjectStore {

    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    public final Set<String> refused = ConcurrentHashMap.newKeySet();
    public final AtomicInteger asked = new AtomicInteger();
    public volatile boolean away;
    /** It takes nothing more, and gives and deletes what it has. */
    public volatile boolean full;

    private void ask(String key) throws StoreFailure {
        asked.incrementAndGet();
        if (away) throw new StoreFailure(StoreFailure.Kind.AWAY, "503 SlowDown");
        if (refused.contains(key)) throw new StoreFailure(StoreFailure.Kind.OBJECT, "400 InvalidRequest");
    }

    @Override
    public void put(String key, Path file, String contentType, String sha256) throws StoreFailure {
        try {
            put(key, Files.readAllBytes(file), contentType);
        } catch (StoreFailure told) {
            throw told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, byte[] octets, String contentType) throws StoreFailure {
        ask(key);
        if (full) throw new StoreFailure(StoreFailure.Kind.AWAY, "507 XMinioStorageFull");
        objects.put(key, octets);
    }

    @Override
    public InputStream read(String key, long from, long length) throws StoreFailure {
        ask(key);
        byte[] all = objects.get(key);
        if (all == null) throw new StoreFailure(StoreFailure.Kind.MISSING, "404 NoSuchKey");
        return new ByteArrayInputStream(all, (int) from, (int) length);
    }

    @Override
    public void delete(String key) throws StoreFailure {
        ask(key);
        objects.remove(key);
    }

    @Override
    public URI link(String key, String fileName, String contentType, Duration lifetime) {
        return URI.create("http://store/" + key);
    }

    @Override
    public String toString() {
        return "memory";
    }

    @Override
    public void close() {}
}
