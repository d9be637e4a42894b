package io.ringflow.ivr.command;

/** Who hears whom of two calls that are connected (D4). */
public enum Voices {
    BOTH,
    /** The party hears the caller, who hears nothing. */
    CALLER_ONLY,
    /** The caller hears the party, who hears nothing. */
    PARTY_ONLY
}
