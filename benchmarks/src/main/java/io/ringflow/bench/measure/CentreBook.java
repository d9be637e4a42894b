package io.ringflow.bench.measure;

import io.ringflow.bench.load.AgentTemper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is known of a call centre from outside, by its application and its agents' telephones: who came, who was served, who
 * was told to have left, what agents were said to do, and how long it took until a telephone rang. Thread-safe.
 */
final class CentreBook {

    private static final String READY = "1";
    private static final String CALLED = "2";
    private static final String TALKING = "3";
    private static final String REFUSED = "4";

    /** After a kill what waited to be told goes on in the middle; the last that was not yet on the disk is not told. */
    private static final String KILLED = "killed";

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ends = new ConcurrentHashMap<>();
    private final Map<String, List<AgentTemper>> talks = new ConcurrentHashMap<>();
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, Integer> illegal = new TreeMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Histogram met = new Histogram(LONGEST, 3);
    private final Histogram fetched = new Histogram(LONGEST, 3);

    /**
     * From what until a telephone rang, in nanoseconds. A caller's second agent is in neither, nor one who was given back and
     * gets who waited meanwhile: from outside nobody knows since when they could have met.
     *
     * @param met from the caller's arrival, where an agent was idle
     * @param fetched from what the agent said when it got ready, where callers waited
     */
    record Offers(Histogram met, Histogram fetched) {}

    /** One agent; guarded by itself. */
    private static final class Agent {
        private String state = "";
        private AgentTemper temper = AgentTemper.TALKS;
        /** When it said so. */
        private long readyAt;
        /** When it was told to be ready; a little later than it is. */
        private long idleAt;
        /** Whether it was given back then, and said nothing. */
        private boolean givenBack;
        /** Its telephone rings since then, and it is not known for whom; 0: no. */
        private long calledAt;
        /** Whom it is to be called for, before its telephone rings; empty: nobody. */
        private String caller = "";
        /** Whether that one had no agent before. */
        private boolean first;
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
    void called(String agentId, AgentTemper temper, long at) {
        var agent = agent(agentId);
        synchronized (agent) {
            agent.temper = temper;
            agent.calledAt = at;
            match(agent);
        }
    }

    /** Flow-protocol 7.1. @return false: it was told before */
    boolean state(String agentId, String state, String callId, String requestId) {
        if (!heard.add(requestId)) return false;
        var agent = agent(agentId);
        synchronized (agent) {
            if (!follows(agent.state, state)) illegal(agent.state + " to " + state);
            if (state.equals(CALLED)) {
                agent.caller = callId;
                agent.first = offered.add(callId);
                match(agent);
            } else {
                // Whoever left before the telephone was called, and whoever was called by a telephone that was faster.
                // One
                // that rings before it is told to be ready rings for whom it is to be told next.
                agent.caller = "";
                if (!state.equals(READY)) agent.calledAt = 0;
            }
            if (state.equals(READY)) {
                agent.idleAt = System.nanoTime();
                agent.givenBack = agent.state.equals(CALLED);
            }
            agent.state = state;
            if (state.equals(TALKING)) talks(callId).add(agent.temper);
        }
        return true;
    }

    private List<AgentTemper> talks(String callId) {
        return talks.computeIfAbsent(callId, _ -> new ArrayList<>());
    }

    /** What may follow an agent's state (flow-protocol 7.1); "" is one that comes on duty. */
    private static boolean follows(String before, String state) {
        String those =
                switch (before) {
                    case "" -> "01";
                    case "0" -> "12";
                    case READY -> "02";
                    case CALLED -> "013" + REFUSED;
                    case TALKING, REFUSED -> "0";
                    default -> "0123" + REFUSED;
                };
        return those.contains(state);
    }

    /** Calls and offers come by different ways. */
    private void match(Agent agent) {
        if (agent.calledAt == 0 || agent.caller.isEmpty()) return;
        Long came = arrived.get(agent.caller);
        if (came != null && agent.first) {
            if (came > agent.idleAt) record(met, agent.calledAt - came);
            else if (came < agent.readyAt && !agent.givenBack) record(fetched, agent.calledAt - agent.readyAt);
        }
        agent.calledAt = 0;
        agent.caller = "";
    }

    private static void record(Histogram offers, long nanos) {
        synchronized (offers) {
            offers.recordValue(Math.clamp(nanos, 0, LONGEST));
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
                agent.calledAt = 0;
                agent.caller = "";
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

    /**
     * Callers who were given to an agent though one had talked with them. Who hangs up at once has not, if it was gone before
     * it was connected: then the caller waits on (docs/queues.md).
     */
    int servedTwice() {
        return (int) talks.values().stream()
                .filter(agents -> agents.subList(0, agents.size() - 1).stream()
                        .anyMatch(temper -> temper != AgentTemper.HANGS_UP))
                .count();
    }

    /** Callers who were given to another agent after one had hung up at once. */
    int waitedOn() {
        return (int) talks.values().stream().filter(agents -> agents.size() > 1).count() - servedTwice();
    }

    /** Since this was asked last. */
    Offers takeOffers() {
        return new Offers(taken(met), taken(fetched));
    }

    private static Histogram taken(Histogram offers) {
        synchronized (offers) {
            var taken = offers.copy();
            offers.reset();
            return taken;
        }
    }
}
