package io.ringflow.ivr.flow;

import io.ringflow.ivr.flow.FlowObserver.Side;
import java.util.concurrent.Semaphore;

/**
 * One URL that an application is asked at, and what we know of its health. Thread-safe; kept as long as the client.
 *
 * @param room exchanges that may still begin (bulkhead): a slow application holds no more than its share
 */
record Destination(Side side, Circuit circuit, Semaphore room) {

    /** What a destination is known by. A URL that is changed starts afresh. */
    record Key(String applicationId, String url, Side side) {}
}
