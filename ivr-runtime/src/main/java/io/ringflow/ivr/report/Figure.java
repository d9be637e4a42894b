package io.ringflow.ivr.report;

import java.util.Locale;

/** Something that is counted, by the interval. Constants of an enum, whose order is that of reports. */
public sealed interface Figure permits QueueFigure, AgentFigure {

    /** Of the constant. */
    String name();

    /** What it is, in half a sentence. */
    String meaning();

    /** Whether it is milliseconds. */
    boolean duration();

    /** Two of it are one. */
    default long together(long one, long other) {
        return one + other;
    }

    /** Its column in tables. */
    default String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
