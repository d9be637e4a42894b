package io.ringflow.bench.measure;

import io.ringflow.bench.load.AgentPhones;
import io.ringflow.bench.load.AgentTemper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The application of a call centre: callers enter a queue by the number that they called, and an agent whose state is 0 says
 * after a moment that it is ready. Beside it hears the telephones. What it sees goes into the book.
 */
final class CentreApplication implements AgentPhones.Listener, AutoCloseable {

    /** The agents' queue. */
    static final String QUEUE = "1";

    /** One that nobody serves. */
    static final String LONELY = "2";

    /** Callers of the agents' queue. */
    static final String USUAL = Application.number("centre", 0);

    /** The same, who are served first. */
    static final String URGENT = Application.number("centre", 1);

    /** Callers of the queue that nobody serves. */
    static final String NEVER = Application.number("centre", 2);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final byte[] NOTHING = HttpAnswers.document("<CmdNone/>");
    private static final byte[] PROMPT = HttpAnswers.document("<Play loop=\"-1\">prompt.wav</Play>");
    private static final Map<String, byte[]> ENTER =
            Map.of(USUAL, enter(QUEUE, 0), URGENT, enter(QUEUE, 5), NEVER, enter(LONELY, 0));

    private final CentreBook book;
    private final CentreRest rest;
    private final String prefix;
    private final HttpAnswers http = new HttpAnswers(this::answer);
    private final Map<String, Integer> refused = new TreeMap<>();
    /** Agents who will say in a moment that they are ready. */
    private final Set<String> pausing = ConcurrentHashMap.newKeySet();

    private volatile boolean resting;

    /** @param prefix of an agent's number, before its id */
    CentreApplication(CentreBook book, CentreRest rest, String prefix) throws IOException {
        this.book = book;
        this.rest = rest;
        this.prefix = prefix;
    }

    private static byte[] enter(String queue, int priority) {
        return HttpAnswers.document(
                "<EnterCCS queuetype=\"%s\" priority=\"%d\" timeout=\"3600\">".formatted(queue, priority)
                        + "<Play loop=\"-1\">prompt.wav</Play></EnterCCS><Hangup/>");
    }

    int port() {
        return http.port();
    }

    /** Agents that become free stay so. */
    void rest(boolean now) {
        resting = now;
    }

    private byte[] answer(HttpAnswers.Question asked) {
        String callId = asked.parameter("callid");
        return switch (asked.place()) {
            case "/centre/startservice" -> {
                book.arrived(callId);
                yield ENTER.getOrDefault(asked.parameter("to"), NOTHING);
            }
            case "/centre/stopservice" -> {
                book.ended(callId, asked.requestId());
                yield NOTHING;
            }
            case "/centre/agentstate" -> {
                String agent = asked.parameter("agentid");
                String state = asked.parameter("agentstate");
                boolean news = book.state(agent, state, callId, asked.requestId());
                if (news && state.equals("0") && !resting && pausing.add(agent)) {
                    Thread.startVirtualThread(() -> readySoon(agent));
                }
                yield NOTHING;
            }
            case "/prompt/startservice" -> PROMPT;
            default -> NOTHING;
        };
    }

    private void readySoon(String agent) {
        Progress.pass(PAUSE.plusMillis(ThreadLocalRandom.current().nextInt((int) PAUSE.toMillis())));
        ready(agent);
    }

    /** One who has been in state 0 for a while: nothing came of what it said, or was said to it, before a kill. */
    void readyAtLast(String agent) throws IOException {
        if (!pausing.add(agent)) return;
        boolean preparing = CentreRest.states(rest.ask("QueryAgentState", "agentid='" + agent + "'"))
                .equals(List.of("0"));
        if (preparing) ready(agent);
        else pausing.remove(agent);
    }

    private void ready(String agent) {
        // From here on another state 0 is another one.
        pausing.remove(agent);
        book.ready(agent);
        try {
            String status = CentreRest.status(rest.ask("AgentReady", "agentid='" + agent + "' state='true'"));
            if (!status.equals("000000")) refused(status);
        } catch (IOException e) {
            refused("no answer");
        }
    }

    private synchronized void refused(String status) {
        refused.merge(status, 1, Integer::sum);
    }

    /** Answers to AgentReady that were no success, by how often. */
    synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refused);
    }

    @Override
    public void rings(String number, AgentTemper temper, long at) {
        book.called(number.substring(prefix.length()), temper, at);
    }

    @Override
    public void over(String number, AgentTemper temper, boolean cancelled) {}

    @Override
    public void close() throws IOException {
        http.close();
    }
}
