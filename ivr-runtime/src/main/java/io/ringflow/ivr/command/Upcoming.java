package io.ringflow.ivr.command;

/** A prompt that is being got ready. Belongs to the call that prepared it; needs no closing. */
public interface Upcoming {}
