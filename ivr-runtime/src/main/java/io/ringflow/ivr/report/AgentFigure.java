package io.ringflow.ivr.report;

/** What is counted of an agent, in the order of reports. Durations are milliseconds. */
public enum AgentFigure implements Figure {
    OFFERED("callers that it was called for", false),
    ANSWERED("of these, those it took", false),
    REFUSED("those it did not take: said no, did not answer, could not be called", false),
    PREPARING("how long it was not ready", true),
    WRAP_UP("how long it was busy after talks; part of that", true),
    READY("how long it waited for a caller", true),
    RINGING("how long it was called", true),
    TALK("how long it talked", true);

    private final String meaning;
    private final boolean duration;

    AgentFigure(String meaning, boolean duration) {
        this.meaning = meaning;
        this.duration = duration;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean duration() {
        return duration;
    }
}
