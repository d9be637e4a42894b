package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Deadline;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A deadline that posts itself to the inbox. Owned by the call's thread. */
final class TimerDeadline implements Deadline {

    private final long id;
    private final Inbox inbox;
    private final Future<?> timer;

    TimerDeadline(long id, Inbox inbox, ScheduledExecutorService timers, Duration after) {
        this.id = id;
        this.inbox = inbox;
        this.timer = timers.schedule(() -> inbox.post(new CallEvent.TimeUp(id)), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    long id() {
        return id;
    }

    @Override
    public void close() {
        timer.cancel(false);
        inbox.forgetDeadline(id);
    }
}
