package io.ringflow.ivr.queue;

import static io.ringflow.ivr.queue.AgentEvent.AFTER_REFUSAL;
import static io.ringflow.ivr.queue.AgentEvent.ANSWERED;
import static io.ringflow.ivr.queue.AgentEvent.MADE_PREPARING;
import static io.ringflow.ivr.queue.AgentEvent.MADE_READY;
import static io.ringflow.ivr.queue.AgentEvent.OFFERED;
import static io.ringflow.ivr.queue.AgentEvent.ON_WORK_PREPARING;
import static io.ringflow.ivr.queue.AgentEvent.ON_WORK_READY;
import static io.ringflow.ivr.queue.AgentEvent.RESTARTED;
import static io.ringflow.ivr.queue.AgentEvent.TALK_OVER;
import static io.ringflow.ivr.queue.AgentEvent.WITHDRAWN_PREPARING;
import static io.ringflow.ivr.queue.AgentEvent.WITHDRAWN_READY;
import static io.ringflow.ivr.queue.AgentEvent.WRAPPED_UP;
import static io.ringflow.ivr.queue.AgentState.LOCKED;
import static io.ringflow.ivr.queue.AgentState.PREPARING;
import static io.ringflow.ivr.queue.AgentState.READY;
import static io.ringflow.ivr.queue.AgentState.TALKING;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The states of an agent as a table (flow-protocol 7.1): the one place that says what may follow what. Each row that is
 * gone through is told as one {@code agentstate}. Pure.
 */
final class AgentCycle {

    /** @param from empty: off duty */
    record Row(Optional<AgentState> from, AgentEvent event, AgentState to) {}

    static final List<Row> ROWS = List.of(
            new Row(Optional.empty(), ON_WORK_PREPARING, PREPARING),
            new Row(Optional.empty(), ON_WORK_READY, READY),
            row(PREPARING, MADE_READY, READY),
            row(PREPARING, WRAPPED_UP, READY),
            row(PREPARING, OFFERED, LOCKED),
            row(READY, MADE_PREPARING, PREPARING),
            row(READY, OFFERED, LOCKED),
            row(LOCKED, ANSWERED, TALKING),
            row(LOCKED, AgentEvent.REFUSED, AgentState.REFUSED),
            row(LOCKED, WITHDRAWN_READY, READY),
            row(LOCKED, WITHDRAWN_PREPARING, PREPARING),
            row(TALKING, TALK_OVER, PREPARING),
            row(AgentState.REFUSED, AFTER_REFUSAL, PREPARING),
            row(LOCKED, RESTARTED, PREPARING),
            row(TALKING, RESTARTED, PREPARING),
            row(AgentState.REFUSED, RESTARTED, PREPARING));

    private AgentCycle() {}

    private static Row row(AgentState from, AgentEvent event, AgentState to) {
        return new Row(Optional.of(from), event, to);
    }

    /**
     * The state that an event leads to.
     *
     * @throws IllegalStateException the table has no such row
     */
    static AgentState next(Optional<AgentState> from, AgentEvent event) {
        return ROWS.stream()
                .filter(row -> row.from().equals(from) && row.event() == event)
                .findFirst()
                .map(Row::to)
                .orElseThrow(() -> new IllegalStateException("no " + event + " in " + from));
    }

    /** As a table of a page. */
    static String table() {
        return ROWS.stream()
                .map(row -> "| %s | %s | %s |"
                        .formatted(
                                row.from().map(AgentCycle::words).orElse("off duty"),
                                row.event().words(),
                                words(row.to())))
                .collect(Collectors.joining(
                        "\n", "| state | what happens | next, told as `agentstate` |\n| --- | --- | --- |\n", "\n"));
    }

    private static String words(AgentState state) {
        return switch (state) {
            case PREPARING -> "0 preparing";
            case READY -> "1 ready";
            case LOCKED -> "2 locked";
            case TALKING -> "3 talking";
            case REFUSED -> "4 refused";
        };
    }
}
