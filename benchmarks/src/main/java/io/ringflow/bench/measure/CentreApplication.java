package io.ringflow.bench.measure;

import io.ringflow.bench.load.AgentPhones;
import io.ringflow.bench.load.AgentTemper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The application of a call centre: every caller enters one queue, and an agent whose state is 0 says after a moment that it
 * is ready. Beside it hears the telephones. What it sees goes into the book.
 */
final class CentreApplication implements AgentPhones.Listener, AutoCloseable {

    static final String QUEUE = "1";

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final byte[] NOTHING = HttpAnswers.document("<CmdNone/>");
    private static final byte[] PROMPT = HttpAnswers.document("<Play loop=\"-1\">prompt.wav</Play>");
    private static final byte[] ENTER = HttpAnswers.document("<EnterCCS queuetype=\"" + QUEUE
            + "\" timeout=\"600\"><Play loop=\"-1\">prompt.wav</Play></EnterCCS><Hangup/>");

    private final CentreBook book;
    private final CentreRest rest;
    private final String prefix;
    private final HttpAnswers http = new HttpAnswers(this::answer);
    private final Map<String, Integer> refused = new TreeMap<>();

    private volatile boolean resting;

    /** @param prefix of an agent's number, before its id */
    CentreApplication(CentreBook book, CentreRest rest, String prefix) throws IOException {
        this.book = book;
        this.rest = rest;
        this.prefix = prefix;
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
                yield ENTER;
            }
            case "/centre/stopservice" -> {
                book.ended(callId, asked.requestId());
                yield NOTHING;
            }
            case "/centre/agentstate" -> {
                String agent = asked.parameter("agentid");
                String state = asked.parameter("agentstate");
                boolean news = book.state(agent, state, callId, asked.requestId());
                if (news && state.equals("0") && !resting) Thread.startVirtualThread(() -> readySoon(agent));
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

    /** The agent says that it is ready. */
    void ready(String agent) {
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
        book.called(number.substring(prefix.length()), at);
    }

    @Override
    public void over(String number, AgentTemper temper, boolean cancelled) {}

    @Override
    public void close() throws IOException {
        http.close();
    }
}
