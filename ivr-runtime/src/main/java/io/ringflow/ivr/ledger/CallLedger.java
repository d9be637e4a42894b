package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.sip.EndReason;
import java.time.Instant;

/**
 * Where it is noted, while a call lives, what its end will need: a server that is killed leaves it to the next one.
 * Thread-safe. Nothing here waits for a disk or throws: a call that can't be noted goes on without.
 */
@FunctionalInterface
public interface CallLedger {

    /** Notes nothing. */
    CallLedger NONE = call -> Entry.NONE;

    /** Notes a call, before anybody is told of it. */
    Entry begin(Beginning call);

    /** The notes on one call; it needs them until {@link #clear}. Thread-safe. */
    interface Entry {

        Entry NONE = new Entry() {};

        /** It rings, there or here. */
        default void alerted(Instant when) {}

        /** It is answered. */
        default void answered(Instant when) {}

        /** It is over, now; the first reason counts. */
        default void ended(EndReason reason) {}

        /** All that is to be kept of it. */
        default void over(CallRecord record) {}

        /** The database has what was to be kept and told: the notes are thrown away, and nothing more is noted. */
        default void clear() {}
    }
}
