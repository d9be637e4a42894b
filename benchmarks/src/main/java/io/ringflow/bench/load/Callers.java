package io.ringflow.bench.load;

import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;

/** The callers of a benchmark: signalling of their own, sound in the native peer. Owned by the benchmark's thread. */
public final class Callers implements AutoCloseable {

    /** Longer than any benchmark. */
    public static final Duration LONGEST_HOLD = Duration.ofMinutes(55);

    private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(10);

    private final InetSocketAddress server;
    private final NativePeer peer;
    private final NativePorts ports;
    private final UserAgent agent;

    /** @param server SIP over UDP */
    public Callers(InetSocketAddress server, NativePeer peer) throws IOException {
        this.server = server;
        this.peer = peer;
        ports = new NativePorts(peer);
        agent = new UserAgent(server, server.getAddress().getHostAddress(), ports);
    }

    /** Nobody yet, who will call this number and stay. */
    public Crowd crowd(String number) {
        return crowd(number, LONGEST_HOLD, "");
    }

    /**
     * Nobody yet, who will call this number.
     *
     * @param hold how long each stays
     * @param keys pressed by each; {@code w} waits half a second, a final {@code +} starts over
     */
    public Crowd crowd(String number, Duration hold, String keys) {
        return new Crowd(plan(number, 1, 1, hold, keys), agent);
    }

    /** Sets calls up at a rate, each until its first packet, and tells what became of them. */
    public Report setups(String number, int rate, Duration length, long serverPid) {
        int total = (int) Math.max(1, rate * length.toMillis() / 1000);
        return conduct(plan(number, rate, total, Duration.ZERO, ""), serverPid);
    }

    /**
     * Makes calls at a rate that press a key and are ended by the server.
     *
     * @param keyAfter time from the answer to the key
     * @param longest how long a call may last
     */
    public Report journeys(
            String number, int rate, Duration length, Duration keyAfter, Duration longest, long serverPid) {
        int total = (int) Math.max(1, rate * length.toMillis() / 1000);
        return conduct(plan(number, rate, total, longest, "1", keyAfter, Plan.End.SERVER), serverPid);
    }

    private Report conduct(Plan plan, long serverPid) {
        peer.forget();
        return new Run(plan, agent, ports, OptionalLong.of(serverPid)).conduct();
    }

    private Plan plan(String number, int rate, int total, Duration hold, String keys) {
        return plan(number, rate, total, hold, keys, Duration.ofSeconds(1), Plan.End.CALLER);
    }

    private Plan plan(
            String number, int rate, int total, Duration hold, String keys, Duration keysAfter, Plan.End end) {
        String uri = "sip:" + number + "@" + server.getAddress().getHostAddress() + ":" + server.getPort();
        boolean sends = !hold.isZero();
        return new Plan(
                new Target(uri, server),
                Plan.MOST_CONCURRENT,
                rate,
                total,
                hold,
                SETUP_TIMEOUT,
                sends,
                keys,
                keysAfter,
                end);
    }

    @Override
    public void close() throws IOException {
        agent.close();
    }
}
