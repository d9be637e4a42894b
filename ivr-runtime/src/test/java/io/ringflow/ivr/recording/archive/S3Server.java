package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.recording.archive.ArchiveSettings.Downloads;
import io.ringflow.ivr.recording.archive.ArchiveSettings.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A store that speaks S3, of somebody else's making, in a process of its own. Closing kills it. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "calls";
    public static final Keys KEYS = new Keys("ringflow", "a-secret-of-the-store");

    /** Of a store that can be told to be nearly full: the most that one object may have. */
    static final int ROOM = 512 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final int port;
    private Process process;

    private S3Server(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** @param directory for its files; a bucket is made in it */
    public static S3Server start(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("store").resolve(BUCKET));
        int port = freePort();
        var server = new S3Server(directory, port, process(directory, port, false, ""));
        server.awaitStart();
        return server;
    }

    /** What an archive is told to use it. */
    public ArchiveSettings settings() {
        return settings(KEYS, Downloads.THROUGH);
    }

    ArchiveSettings settings(Keys keys, Downloads downloads) {
        return new ArchiveSettings(
                Optional.of(uri()),
                "us-east-1",
                BUCKET,
                "shop/",
                keys,
                true,
                16 << 20,
                4,
                Duration.ofSeconds(30),
                downloads,
                Duration.ofDays(1),
                Duration.ZERO);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where it keeps an object. */
    public Path file(String key) {
        return directory.resolve("store").resolve(BUCKET).resolve(key);
    }

    /** Names of all it keeps. */
    public List<String> keys() throws IOException {
        var bucket = file("");
        try (var files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** kill -9. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again where it was. */
    public void startAgain() throws IOException {
        process = process(directory, port, false, "");
        awaitStart();
    }

    /** The same, on a disk that has room for {@link #ROOM} octets an object: the system refuses what is more. */
    void startAgainNearlyFull() throws IOException {
        process = process(directory, port, false, "ulimit -f " + ROOM / 1_024 + " && ");
        awaitStart();
    }

    /** The same, taking nothing more. */
    void startAgainReadOnly() throws IOException {
        process = process(directory, port, true, "");
        awaitStart();
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not in time: " + what);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitStart() {
        until("the store listens", () -> {
            if (!process.isAlive()) throw new AssertionError("the store ended:\n" + said());
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException _) {
                return false;
            }
        });
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("store.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param limits shell commands before it */
    private static Process process(Path directory, int port, boolean readOnly, String limits) throws IOException {
        var properties = Files.writeString(directory.resolve("store.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.read-only-blobstore=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        port, KEYS.access(), KEYS.secret(), readOnly, directory.resolve("store")));
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        limits + "exec \"$@\"",
                        "store",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "s3-server", "s3-server.jar").toString(),
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("store.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
