package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The telephones of a push-to-talk group: each says a tone of its own all the time and presses keys when told to. What each
 * hears is told packet by packet. Owned by the benchmark's thread.
 */
public final class IntercomPhones implements AutoCloseable {

    /** Nobody is heard. */
    public static final int SILENT = ToneEar.SILENT;
    /** More than one is heard. */
    public static final int SEVERAL = ToneEar.SEVERAL;
    /** Most that can be told from each other. */
    public static final int MOST_MEMBERS = ToneEar.MOST_MEMBERS;

    private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final VoiceEnds ends;
    private final UserAgent agent;
    private final ToneEar tones;
    private final CallTally tally = new CallTally();
    private final Plan plan;

    private int joined;

    /** Is told what goes out and what comes in, on the threads that send and hear. Times are of System.nanoTime. */
    public interface Listener {

        /** The first packet of a key goes out. */
        void pressed(int member, char key, long at);

        /**
         * A packet has come to a member.
         *
         * @param talker who is heard in it, {@link #SILENT} or {@link #SEVERAL}; worth nothing beside a sign of the floor
         * @param granted it has the sign that says yes
         */
        void heard(int member, int talker, boolean granted, long at);
    }

    /**
     * @param server SIP over UDP
     * @param number that they dial
     */
    public IntercomPhones(InetSocketAddress server, String number, int members, Listener listener) throws IOException {
        String host = server.getAddress().getHostAddress();
        tones = new ToneEar(members);
        ends = new VoiceEnds(host, members, listener);
        agent = new UserAgent(server, host, ends);
        plan = new Plan(
                new Target("sip:" + number + "@" + host + ":" + server.getPort(), server),
                members,
                1,
                members,
                Callers.LONGEST_HOLD,
                SETUP_TIMEOUT,
                true,
                "",
                Duration.ZERO,
                Plan.End.CALLER);
    }

    /** The next one calls; waits until that is answered, or has failed. */
    public void join() {
        joined++;
        agent.place(plan, tally);
        await(() -> tally.answeredCalls() + tally.failedCalls() >= joined);
    }

    /** With the member's next packet. */
    public void press(int member, char key) {
        ends.press(member, key);
    }

    /** Whether two can be told from each other while one's talk follows the other's. */
    public boolean apart(int one, int other) {
        return tones.apart(one, other);
    }

    public Map<String, Integer> failures() {
        return tally.failuresByCause();
    }

    /** Everybody hangs up; waits until it is done. */
    public void hangUp() {
        agent.hangUp();
        await(() -> tally.overCalls() >= joined);
    }

    private static void await(BooleanSupplier done) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < latest) LockSupport.parkNanos(STEP_NANOS);
    }

    @Override
    public void close() throws IOException {
        agent.close();
        ends.close();
    }
}
