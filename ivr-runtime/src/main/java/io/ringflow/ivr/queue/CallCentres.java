package io.ringflow.ivr.queue;

import io.ringflow.ivr.application.Application;

/** The call centres there are, one for each application that uses it. Thread-safe. */
public final class CallCentres implements AutoCloseable {

    public CallCentres() {}

    /**
     * The one of an application.
     *
     * @throws QueueRefused AGENTS_OFF
     */
    public CallCentre of(Application application) {
        throw new UnsupportedOperationException(application.id());
    }

    /** Tells {@code observer} of all centres from now on. */
    public void observe(CentreObserver observer) {
        throw new UnsupportedOperationException(observer.toString());
    }

    /** Whether nothing is under way. */
    public boolean idle() {
        return true;
    }

    @Override
    public void close() {}
}
