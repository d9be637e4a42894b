package io.ringflow.ivr.flow;

import org.jspecify.annotations.Nullable;

/** Tells a waiting exchange that its call is over. Thread-safe; fires at most once. */
public final class Cancellation {

    private @Nullable Runnable action;
    private boolean cancelled;

    /** Runs {@code action} when cancelled, at once if that has happened. Replaces an earlier action. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                this.action = action;
                return;
            }
        }
        action.run();
    }

    public void cancel() {
        Runnable due;
        synchronized (this) {
            if (cancelled) return;
            cancelled = true;
            due = action;
            action = null;
        }
        if (due != null) due.run();
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }
}
