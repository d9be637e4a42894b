package io.ringflow.ivr.queue;

import java.util.function.Supplier;

/** The way onto a centre's lane from other threads. */
@FunctionalInterface
interface Gate {

    /** Runs a step there and waits for its end; throws what it throws. */
    <T> T run(Supplier<T> step);

    default void step(Runnable step) {
        run(() -> {
            step.run();
            return true;
        });
    }

    /** Waits until what steps have changed survives a restart, or for a while. */
    default void written() {}
}
