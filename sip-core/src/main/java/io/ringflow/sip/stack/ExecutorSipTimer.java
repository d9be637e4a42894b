package io.ringflow.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions' timers on an executor of ours, which a test may turn by hand. Made by the stack by name. */
public final class ExecutorSipTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorSipTimer.class);

    private volatile @Nullable ScheduledExecutorService timers;

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        timers = StackParts.of(properties.getProperty("javax.sip.STACK_NAME")).timers();
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        return submit(task, executor -> executor.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        return submit(
                task,
                executor -> executor.scheduleWithFixedDelay(
                        () -> run(task), delayMillis, periodMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (!(task.getSipTimerTask() instanceof Future<?> scheduled)) {
            return false;
        }
        task.cleanUpBeforeCancel();
        task.setSipTimerTask(null);
        return scheduled.cancel(false);
    }

    /** The executor is not ours to stop; what is still scheduled finds its transaction gone. */
    @Override
    public void stop() {
        timers = null;
    }

    @Override
    public boolean isStarted() {
        return timers != null;
    }

    private boolean submit(SIPStackTimerTask task, Function<ScheduledExecutorService, Future<?>> on) {
        ScheduledExecutorService executor = timers;
        if (executor == null) {
            throw new IllegalStateException("the stack is closed");
        }
        try {
            task.setSipTimerTask(on.apply(executor));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(SIPStackTimerTask task) {
        if (timers == null) {
            cancel(task);
            return;
        }
        try {
            task.runTask();
        } catch (RuntimeException e) {
            // a periodic task that threw would never run again
            LOG.debug("transaction timer failed", e);
        }
    }
}
