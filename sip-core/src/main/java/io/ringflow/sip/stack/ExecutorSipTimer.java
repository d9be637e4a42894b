package io.ringflow.sip.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions' timers on an executor of ours, which a test may turn by hand. Made by the stack by name. */
public final class ExecutorSipTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorSipTimer.class);

    private final Set<Appointment> appointments = ConcurrentHashMap.newKeySet();

    private volatile @Nullable ScheduledExecutorService timers;

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        startOn(StackParts.of(properties.getProperty("javax.sip.STACK_NAME")).timers());
    }

    void startOn(ScheduledExecutorService executor) {
        timers = executor;
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        return make(
                new Appointment(task, true), (executor, work) -> executor.schedule(work, delayMillis, MILLISECONDS));
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        return make(
                new Appointment(task, false),
                (executor, work) -> executor.scheduleWithFixedDelay(work, delayMillis, periodMillis, MILLISECONDS));
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (!(task.getSipTimerTask() instanceof Appointment appointment)) {
            return false;
        }
        task.cleanUpBeforeCancel();
        task.setSipTimerTask(null);
        return appointment.cancel();
    }

    /** The executor is not ours to stop; what waits on it for us is. */
    @Override
    public void stop() {
        timers = null;
        appointments.forEach(Appointment::cancel);
    }

    @Override
    public boolean isStarted() {
        return timers != null;
    }

    private boolean make(Appointment appointment, BiFunction<ScheduledExecutorService, Runnable, Future<?>> on) {
        ScheduledExecutorService executor = timers;
        if (executor == null) {
            throw new IllegalStateException("the stack is closed");
        }
        appointments.add(appointment);
        appointment.task.setSipTimerTask(appointment);
        try {
            appointment.madeAs(on.apply(executor, appointment));
        } catch (RejectedExecutionException e) {
            appointments.remove(appointment);
            return false;
        }
        return true;
    }

    /** One task and its place on the executor. */
    private final class Appointment implements Runnable {
        private final SIPStackTimerTask task;
        private final boolean once;

        private @Nullable Future<?> place;
        private boolean cancelled;

        Appointment(SIPStackTimerTask task, boolean once) {
            this.task = task;
            this.once = once;
        }

        /** A stop or cancel may have come before the executor gave us the place. */
        synchronized void madeAs(Future<?> given) {
            place = given;
            if (cancelled || timers == null) {
                cancel();
            }
        }

        synchronized boolean cancel() {
            cancelled = true;
            appointments.remove(this);
            return place != null && place.cancel(false);
        }

        @Override
        public void run() {
            if (once) {
                appointments.remove(this);
            }
            if (timers == null) {
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
}
