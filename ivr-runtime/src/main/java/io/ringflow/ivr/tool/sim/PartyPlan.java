package io.ringflow.ivr.tool.sim;

/** What anybody does whom the application calls for its caller. */
public enum PartyPlan {
    /** Rings, answers, talks for a while, hangs up. */
    ANSWERS,
    /** Is busy. */
    BUSY,
    /** Rings for as long as it is let. */
    SILENT
}
