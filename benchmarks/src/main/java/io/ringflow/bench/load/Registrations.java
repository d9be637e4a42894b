package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Telephones that register, and as soon as they are do so again; each has one request under way. One UDP socket and one
 * thread for all, which alone touches them.
 */
public final class Registrations implements SipLoop.Owner, AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long RETRANSMIT_NANOS = Duration.ofMillis(500).toNanos();

    private final InetSocketAddress server;
    private final SipLoop loop;
    private final Map<String, Registrant> telephones = new HashMap<>();

    private Counts counts = new Counts();

    /** What came of them since they were last forgotten. Owned by the loop's thread until it is read. */
    private static final class Counts {
        private final Histogram took = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
        private int refused;
        private int retransmissions;
    }

    /**
     * What came of them.
     *
     * @param took from the first REGISTER to the 200
     * @param refused answers that are neither a challenge to begin with nor a 200
     */
    public record Done(Report.Spread took, int refused, int retransmissions) {}

    /**
     * @param server SIP over UDP
     * @param count of telephones, with the accounts that {@link #account} names
     */
    public Registrations(InetSocketAddress server, int count, String password) throws IOException {
        this.server = server;
        loop = new SipLoop(HOST);
        for (int i = 0; i < count; i++) {
            var one = new Registrant(account(i), password, server.getPort(), loop.hostPort());
            telephones.put(one.callId(), one);
        }
    }

    /** The name of an account. */
    public static String account(int number) {
        return "bench" + number;
    }

    /** All begin, and go on until this is closed. */
    public void begin() {
        loop.start("registrations", this);
        loop.tell(() -> telephones.values().forEach(one -> send(one.begin(System.nanoTime()))));
    }

    /** From now on counts anew. */
    public void forget() {
        loop.tell(() -> counts = new Counts());
    }

    /** What came of them so far. */
    public Done done() {
        var read = new CompletableFuture<Done>();
        loop.tell(() -> read.complete(new Done(Report.Spread.of(counts.took), counts.refused, counts.retransmissions)));
        return read.join();
    }

    @Override
    public void received(Message message, InetSocketAddress source, long now) {
        var one = telephones.get(message.callId());
        if (one == null || !message.isResponse() || !one.awaits(message)) return;
        int status = message.status();
        if (status < 200) return;
        if (status == 401 && one.mayAnswer()) {
            send(one.answer(message, now));
            return;
        }
        if (status == 200) counts.took.recordValue(Math.min(one.took(now), counts.took.getHighestTrackableValue()));
        else counts.refused++;
        send(one.begin(now));
    }

    @Override
    public void tick(long now) {
        for (var one : telephones.values()) {
            if (now - one.sentAt() < RETRANSMIT_NANOS) continue;
            counts.retransmissions++;
            send(one.again(now));
        }
    }

    private void send(byte[] octets) {
        loop.send(octets, server);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
