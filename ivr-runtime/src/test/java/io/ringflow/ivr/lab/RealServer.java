package io.ringflow.ivr.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A server in a process of its own, in real time, as {@code ./ringflow run} starts it. Closing stops it as an operator would. */
final class RealServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern REST = Pattern.compile("(?m)^  REST +http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern HTTP = Pattern.compile("(?m)^  HTTP +http://127\\.0\\.0\\.1:(\\d+)/");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path log;
    private final Process process;
    private final int restPort;
    private final int httpPort;

    /** @param conf configuration directory; the log is written beside it */
    RealServer(Path conf, String name) throws IOException {
        log = conf.resolveSibling(name + ".log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djdk.virtualThreadScheduler.minRunnable=256",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ringflow.ivr.app.Main",
                        "--conf",
                        conf.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--sip-port",
                        "0",
                        "--http-port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        until("the server is up", () -> said().contains("Ctrl-C stops it") || !process.isAlive());
        restPort = port(REST);
        httpPort = port(HTTP);
    }

    int restPort() {
        return restPort;
    }

    /** One of the figures of /health. */
    int fact(String name) {
        try {
            return json.readTree(get("/health")).path(name).asInt(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the figures of /metrics that has no labels. */
    double metric(String name) {
        var line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(get("/metrics"));
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not in time: " + what + "\n" + said());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        if (process.isAlive()) awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) throw new AssertionError("does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port(Pattern line) {
        var found = line.matcher(said());
        if (!found.find()) throw new AssertionError("the server did not start:\n" + said());
        return Integer.parseInt(found.group(1));
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
