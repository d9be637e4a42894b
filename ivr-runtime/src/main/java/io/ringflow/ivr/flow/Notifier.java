package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import java.util.List;

/**
 * Delivers pure notifications ({@code stopservice} and the like), in order per call, retried with back-off from durable
 * storage for 24 hours (D17); survives a kill -9. Returns at once; safe from any thread.
 */
public interface Notifier {
    void send(Notification notification);

    /**
     * The same.
     *
     * @param whenKept runs once, on any thread, when a kill does no harm to it any more; never if that does not come
     */
    default void send(Notification notification, Runnable whenKept) {
        send(notification);
        whenKept.run();
    }

    /**
     * Keeps the record of a call that is over and delivers its last notifications, in order: all of them or, when the
     * process dies first, none.
     *
     * @param whenKept runs once, on any thread, when a kill does no harm to them any more; never if that does not come
     */
    default void ended(CallRecord record, List<Notification> last, Runnable whenKept) {
        last.forEach(this::send);
        whenKept.run();
    }
}
