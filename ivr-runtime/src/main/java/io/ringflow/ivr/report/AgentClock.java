package io.ringflow.ivr.report;

import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Counts how long one agent is in which state, each part to the interval it falls in. Owned by the writer, under its lock. */
final class AgentClock {

    private final BiConsumer<Instant, Part> told;
    private AgentState state;
    private boolean wrappingUp;
    private Optional<String> queue = Optional.empty();
    private Instant since;
    private Instant wrapUpSince;

    /** A stretch of time within one interval. */
    record Part(AgentFigure figure, Duration length) {}

    /** @param told a part, and the beginning of its interval */
    AgentClock(AgentState state, Instant since, BiConsumer<Instant, Part> told) {
        this.state = state;
        this.since = since;
        this.wrapUpSince = since;
        this.told = told;
    }

    /** What was until now is counted; from here on it is as the change says. */
    Optional<WrapUp> changed(AgentChange change) {
        until(change.at());
        var over = wrapUpOver(change.at());
        state = change.state();
        wrappingUp = change.why() == AgentEvent.TALK_OVER;
        wrapUpSince = change.at();
        if (wrappingUp) queue = change.queue();
        return over;
    }

    /** A time after a talk that ended. */
    record WrapUp(String queue, Duration length) {}

    Optional<WrapUp> wrapUpOver(Instant now) {
        if (!wrappingUp) return Optional.empty();
        wrappingUp = false;
        return queue.map(id -> new WrapUp(id, Duration.between(wrapUpSince, now)));
    }

    /** Counts what passed up to now. */
    void until(Instant now) {
        while (since.isBefore(now)) {
            Instant end = Interval.after(since).isBefore(now) ? Interval.after(since) : now;
            var length = Duration.between(since, end);
            told.accept(Interval.of(since), new Part(figure(), length));
            if (wrappingUp) told.accept(Interval.of(since), new Part(AgentFigure.WRAP_UP, length));
            since = end;
        }
    }

    private AgentFigure figure() {
        return switch (state) {
            case PREPARING, REFUSED -> AgentFigure.PREPARING;
            case READY -> AgentFigure.READY;
            case LOCKED -> AgentFigure.RINGING;
            case TALKING -> AgentFigure.TALK;
        };
    }
}
