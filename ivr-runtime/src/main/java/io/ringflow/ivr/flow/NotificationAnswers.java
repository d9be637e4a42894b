package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import org.jspecify.annotations.Nullable;

/**
 * Reads what applications say to notifications: nothing as a rule, but it may hold an operation (flow-protocol 1.3). Called
 * on the thread of the delivery, which waits for it before the next notification of its lane goes out; thread-safe.
 */
@FunctionalInterface
public interface NotificationAnswers {

    /** Reads nothing. */
    NotificationAnswers NONE = (_, _, _, _) -> {};

    /**
     * A notification was taken.
     *
     * @param about the call, or whatever else, that it was about
     * @param body at most 64 kB, not empty
     */
    void heard(Application application, String about, byte[] body, @Nullable String contentType);
}
