package io.ringflow.ivr.command;

/** A command that may be nested in another as the sound the caller hears meanwhile. */
public interface Prompt extends Command {

    /** Starts it inside the scope of the command it is nested in. */
    Sound start(CallControl call);

    /** How often it is played; -1: without end. */
    int loop();

    /** Keys that end it, where the command it is nested in has no say about keys. */
    KeySet finishKeys();
}
