package io.ringflow.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Reads the events of the server, and of the one that comes after it, until it is closed: a thread of its own. */
final class CentreStream implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CentreRest rest;
    private final CentreOrder order;
    private final ObjectMapper json = new ObjectMapper();
    private final Thread reader;

    private volatile boolean up;
    private volatile boolean closed;
    private volatile int breaks;

    CentreStream(CentreRest rest, CentreOrder order) {
        this.rest = rest;
        this.order = order;
        reader = Thread.ofVirtual().name("events").start(this::run);
    }

    /** Whether what happens now is heard. */
    boolean up() {
        return up;
    }

    /** How often it broke off, once for each kill of the server. */
    int breaks() {
        return breaks;
    }

    private void run() {
        while (!closed) {
            try (var lines = new BufferedReader(new InputStreamReader(rest.events(), StandardCharsets.UTF_8))) {
                read(lines);
            } catch (IOException gone) {
                // Asked again: the server is killed, or not yet there.
            }
            if (up) breaks++;
            up = false;
            if (!closed) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** HTML Living Standard, 9.2.5: a field a line; each of ours has one line of data. */
    private void read(BufferedReader lines) throws IOException {
        String event = "";
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.startsWith("event:")) event = line.substring(6).strip();
            if (!line.startsWith("data:")) continue;
            up = true;
            var data = json.readTree(line.substring(5));
            try {
                order.told(event, data);
            } catch (RuntimeException wrong) {
                order.unreadable(event);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
