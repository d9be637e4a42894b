package io.ringflow.ivr.command;

import java.util.Optional;

/**
 * One command of a document: a record of its attributes that runs against a call. Immutable. It runs on the call's own
 * thread and may wait; when the call ends meanwhile, {@link CallEnded} passes through it and its scopes close.
 */
public interface Command {

    /** Its description, the same for every instance. */
    CommandSpec<?> spec();

    Outcome run(CallControl call);

    /** What it begins with and takes a while to make, so that it can be made while something before it plays. */
    default Optional<PromptPart> opening() {
        return Optional.empty();
    }

    /** Whether it runs once more when another call had fetched this one out of it; else what follows runs. */
    default boolean resumes() {
        return false;
    }
}
