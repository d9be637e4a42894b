package io.ringflow.ivr.command;

/** Who hears whom in a talk with an agent. */
public enum TalkRole {
    /** Speaks to all and hears all but the coach: a caller, a third. */
    SPEAKER,
    /** A speaker who hears the coach too. */
    AGENT,
    /** Hears what is said and is heard by nobody. */
    LISTENER,
    /** Hears what is said and is heard by the agent alone. */
    COACH,
    /** Speaks to and hears only the others that are aside. */
    ASIDE,
    /** Hears nothing of the talk and is not heard. */
    OUT
}
