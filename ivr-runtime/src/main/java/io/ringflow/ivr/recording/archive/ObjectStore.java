package io.ringflow.ivr.recording.archive;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Objects by key, far away. Thread-safe; everything but {@link #link} waits for the network. */
public interface ObjectStore extends AutoCloseable {

    /**
     * Puts a file there in place of what was there, and makes sure that it arrived.
     *
     * @param sha256 of the file, hexadecimal; kept beside it
     */
    void put(String key, Path file, String contentType, String sha256) throws StoreFailure;

    /** The same for a few octets. */
    void put(String key, byte[] octets, String contentType) throws StoreFailure;

    /** A part of an object, to be closed. */
    InputStream read(String key, long from, long length) throws StoreFailure;

    /** Deletes an object; nothing when there is none. */
    void delete(String key) throws StoreFailure;

    /** A URL that gives the object to whoever has it, for a while. */
    URI link(String key, String fileName, String contentType, Duration lifetime);

    /** What stands in logs. */
    @Override
    String toString();

    @Override
    void close();
}
