package io.ringflow.ivr.cdr;

import java.util.Optional;

/** The calls that are over, for whoever asks. Thread-safe; blocks while the database works. */
public interface CallRecords {

    int MOST_AT_ONCE = 1_000;

    Optional<CallRecord> find(String callId);

    /**
     * The next ones. What is asked for one page after another has each record once, also while calls end.
     *
     * @param after where the page before ended; empty: the first page
     * @param most 1 to {@value #MOST_AT_ONCE}
     */
    CallRecordPage page(CallRecordQuery query, Optional<CallRecordCursor> after, int most);
}
