package io.ringflow.bench.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * What is known of a call centre from outside, by its application and its agents' telephones: who came, who was served, who
 * was told to have left, what agents were said to do, and how long an agent who could take a caller was not called.
 * Thread-safe.
 */
final class CentreBook {

    private static final String REFUSED = "4";

    /** After a kill what waited to be told goes on in the middle; the last that was not yet on the disk is not told. */
    private static final String KILLED = "killed";

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ends = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> talks = new ConcurrentHashMap<>();
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, Integer> illegal = new TreeMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Histogram offers = new Histogram(LONGEST, 3);

    /** One agent; guarded by itself. */
    private static final class Agent {
        private final Deque<long[]> calledAt = new ArrayDeque<>();
        private final Deque<String> callers = new ArrayDeque<>();
        private String state = "";
        private long readyAt;
    }

    /** A caller is about to wait. */
    void arrived(String callId) {
        arrived.putIfAbsent(callId, System.nanoTime());
    }

    /** Flow-protocol 5.6, however often it comes. */
    void ended(String callId, String requestId) {
        ends.computeIfAbsent(callId, _ -> ConcurrentHashMap.newKeySet()).add(requestId);
    }

    /** The agent is about to say that it is ready. */
    void ready(String agentId) {
        var agent = agent(agentId);
        synchronized (agent) {
            agent.readyAt = System.nanoTime();
        }
    }

    /** Its telephone rings. */
    void called(String agentId, long at) {
        var agent = agent(agentId);
        synchronized (agent) {
            agent.calledAt.add(new long[] {at, agent.readyAt});
            match(agent);
        }
    }

    /** Flow-protocol 7.1. @return false: it was told before */
    boolean state(String agentId, String state, String callId, String requestId) {
        if (!heard.add(requestId)) return false;
        var agent = agent(agentId);
        synchronized (agent) {
            if (!follows(agent.state, state)) illegal(agent.state + " to " + state);
            agent.state = state;
            // Whoever left before the telephone was called was not offered.
            agent.callers.clear();
            if (state.equals("2")) {
                agent.callers.add(callId);
                match(agent);
            }
        }
        if (state.equals("3"))
            talks.computeIfAbsent(callId, _ -> new AtomicInteger()).incrementAndGet();
        return true;
    }

    /** What may follow an agent's state (flow-protocol 7.1); "" is one that comes on duty. */
    private static boolean follows(String before, String state) {
        String those =
                switch (before) {
                    case "" -> "01";
                    case "0" -> "12";
                    case "1" -> "02";
                    case "2" -> "013" + REFUSED;
                    case "3", REFUSED -> "0";
                    default -> "0123" + REFUSED;
                };
        return those.contains(state);
    }

    /** Calls and offers come by different ways, each in order. */
    private void match(Agent agent) {
        while (!agent.calledAt.isEmpty() && !agent.callers.isEmpty()) {
            long[] called = agent.calledAt.remove();
            long from = Math.max(called[1], arrived.getOrDefault(agent.callers.remove(), called[1]));
            synchronized (offers) {
                offers.recordValue(Math.clamp(called[0] - from, 0, LONGEST));
            }
        }
    }

    private Agent agent(String id) {
        return agents.computeIfAbsent(id, _ -> new Agent());
    }

    private synchronized void illegal(String step) {
        illegal.merge(step, 1, Integer::sum);
    }

    /** After a kill of the server: what it told of agents goes on from wherever it begins, and no offer waits for its match. */
    void restarted() {
        agents.values().forEach(agent -> {
            synchronized (agent) {
                agent.state = KILLED;
                agent.calledAt.clear();
                agent.callers.clear();
            }
        });
    }

    /** Steps of agents that may not be, by how often. */
    synchronized Map<String, Integer> illegalSteps() {
        return Map.copyOf(illegal);
    }

    int callers() {
        return arrived.size();
    }

    /** Callers who are not said to have ended. */
    int open() {
        var left = new HashSet<>(arrived.keySet());
        left.removeAll(ends.keySet());
        return left.size();
    }

    /** Callers whose end was told by more than one notification. */
    int endedTwice() {
        return (int) ends.values().stream().filter(ids -> ids.size() > 1).count();
    }

    int served() {
        return talks.size();
    }

    /** Callers who were given to an agent that answered more than once. */
    int servedTwice() {
        return (int) talks.values().stream().filter(count -> count.get() > 1).count();
    }

    /** From when an agent was ready and its caller there to the agent's ringing; forgets them. */
    Histogram takeOffers() {
        synchronized (offers) {
            var taken = offers.copy();
            offers.reset();
            return taken;
        }
    }
}
