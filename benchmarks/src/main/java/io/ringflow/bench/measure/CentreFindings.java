package io.ringflow.bench.measure;

import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.measure.CentreBook.Offers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Holds what was seen of a call centre against what must be. Owned by the benchmark's thread. */
final class CentreFindings {

    private static final double SOON_MILLIS = 50;

    /** The ring time (flow-protocol D24), 2 s for reports on their way (docs/queues.md), and one for the machine. */
    private static final double LONGEST_RINGING_SECONDS = 33;

    /** No answer at all: the server was killed. */
    private static final String KILLED = "no answer";

    /** Flow-protocol 9. */
    private static final String ALREADY_READY = "104024";

    private final Findings findings;
    private final CentreBook book;
    private final CentreOrder order;

    private boolean restarted;

    CentreFindings(Findings findings, CentreBook book, CentreOrder order) {
        this.findings = findings;
        this.book = book;
        this.order = order;
    }

    /** Callers who wait, as events tell it. */
    int waiting() {
        return order.waiting();
    }

    /** Callers came, and there were idle agents. */
    void met(String when, Offers offers) {
        told("arrival to an agent's ringing, " + when, offers.met(), true);
    }

    /** Callers came; some met idle agents. */
    void offers(String when, Offers offers) {
        if (offers.met().getTotalCount() > 0) {
            told("arrival to an idle agent's ringing, " + when, offers.met(), true);
        }
        told("AgentReady to its ringing, " + when, offers.fetched(), false);
    }

    /** The same, of a process that has just begun. */
    void cold(String when, Offers offers) {
        told("arrival to an idle agent's ringing, " + when, offers.met(), false);
        told("AgentReady to its ringing, " + when, offers.fetched(), false);
    }

    private void told(String what, Histogram offers, boolean barred) {
        findings.add(Finding.told(what + ", offers", offers.getTotalCount(), ""));
        findings.add(Finding.told(what + ", p50", millis(offers, 50), "ms"));
        findings.add(
                barred
                        ? Finding.atMost(SOON_MILLIS, what + ", p99", millis(offers, 99), "ms")
                        : Finding.told(what + ", p99", millis(offers, 99), "ms"));
        findings.add(Finding.told(what + ", max", millis(offers, 100), "ms"));
    }

    private static double millis(Histogram offers, double percentile) {
        return offers.getValueAtPercentile(percentile) / 1e6;
    }

    void failures(String who, Crowd crowd) {
        findings.add(Finding.atMost(0, who + ": failed", crowd.failed(), ""));
        crowd.failures().forEach((cause, count) -> findings.add(Finding.told("  " + cause, count, "")));
    }

    /** The server is back, and nobody calls yet. */
    void restarted(int callersBefore, int agents, List<String> states) {
        restarted = true;
        findings.add(Finding.told("callers there at the kill", callersBefore, ""));
        findings.add(Finding.atLeast(agents, "agents on duty after the restart", states.size(), ""));
        findings.add(Finding.atMost(
                0, "agents lent to a call of before the restart", (double) states.size() - free(states), ""));
    }

    /** Those who are lent to nobody. */
    static int free(List<String> states) {
        return (int) states.stream()
                .filter(state -> state.equals("0") || state.equals("1"))
                .count();
    }

    /**
     * Everybody has gone, or never will.
     *
     * @param refusals answers to AgentReady that were no success
     * @param breaks how often the events broke off though nobody killed the server
     */
    void end(int stuck, Map<String, Integer> refusals, int breaks) {
        findings.add(Finding.told("callers", book.callers(), ""));
        findings.add(Finding.told("callers served by an agent", book.served(), ""));
        findings.add(Finding.told("  whose agent hung up at once, and another came", book.waitedOn(), ""));
        findings.add(Finding.atMost(0, "callers whose end was never told", book.open(), ""));
        findings.add(Finding.atMost(0, "callers whose end was told by two notifications", book.endedTwice(), ""));
        findings.add(Finding.atMost(0, "callers served twice", book.servedTwice(), ""));
        findings.add(Finding.atMost(0, "agents stuck", stuck, ""));
        counted("steps of agentstate that may not be", book.illegalSteps());
        findings.add(Finding.told("offers, by the server's events", order.offers(), ""));
        findings.add(Finding.atMost(0, "offers out of the queue's order", order.outOfOrder(), ""));
        counted("what else may not be, by events", order.faults());
        findings.add(Finding.atMost(
                LONGEST_RINGING_SECONDS,
                "longest that an agent was called",
                order.longestRinging().toMillis() / 1000.0,
                "s"));
        findings.add(Finding.atMost(0, "breaks in the events", breaks, ""));
        var wrong = new TreeMap<>(refusals);
        Integer lost = wrong.remove(KILLED);
        // What a killed server had told, and not noted as told, is told again; an agent may have said so meanwhile.
        Integer again = restarted ? wrong.remove(ALREADY_READY) : null;
        counted("AgentReady refused", wrong);
        if (again != null) findings.add(Finding.told("AgentReady said twice, after the kill", again, ""));
        findings.add(Finding.told("AgentReady unanswered, at the kill", lost == null ? 0 : lost, ""));
    }

    private void counted(String what, Map<String, Integer> all) {
        int sum = all.values().stream().mapToInt(count -> count).sum();
        findings.add(Finding.atMost(0, what, sum, ""));
        all.forEach((which, count) -> findings.add(Finding.told("  " + which, count, "")));
    }
}
