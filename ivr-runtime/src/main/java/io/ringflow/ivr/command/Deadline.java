package io.ringflow.ivr.command;

/** A moment to come, for a command that waits. Owned by that command; closing it forgets it. */
public interface Deadline extends AutoCloseable {

    @Override
    void close();
}
