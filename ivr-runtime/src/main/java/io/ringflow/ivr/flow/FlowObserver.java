package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens between us and the applications. Called on many threads: fast, no lock, no throw.
 *
 * <pre>
 *   asked                                    one per {@link FlowClient#ask}, after
 *     exchanged (APPLICATION | FALLBACK)*      each HTTP exchange, the retry too
 *     circuitOpened | circuitClosed
 *   notified (delivered | failed)*  notificationDropped?
 * </pre>
 */
public interface FlowObserver {

    /** Hears nothing. */
    FlowObserver NONE = new FlowObserver() {};

    /** Whose circuit it is. */
    enum Side {
        APPLICATION,
        FALLBACK,
        NOTIFICATION
    }

    /** One HTTP exchange for commands ended; {@code failure} is null when it gave a document. */
    default void exchanged(Application application, Side side, FlowFailure.@Nullable Kind failure, Duration took) {}

    /** A question for commands was answered by someone, or cancelled. */
    default void asked(Application application, FlowAnswer answer, Duration took) {}

    default void circuitOpened(Application application, Side side) {}

    default void circuitClosed(Application application, Side side) {}

    /** A pure notification was delivered, or will be tried again; {@code failure} is null when it was delivered. */
    default void notified(String applicationId, FlowFailure.@Nullable Kind failure, Duration took) {}

    /** A pure notification was given up: too old, or there was no room to keep it. */
    default void notificationDropped(String applicationId) {}
}
