package io.ringflow.bench.load;

import java.io.IOException;
import java.util.Optional;

/** The RTP ends that calls are given, and what is heard on them. Owned by a run. */
interface RtpPorts extends AutoCloseable {

    /** An end that is rested, empty when there is none. Only on the thread of the agent. */
    Optional<Media> take(Plan plan, long now);

    /** Hands over what was heard since the last time. */
    RtpTotals collect();

    /** Packets sent so far. */
    long sent();

    @Override
    void close() throws IOException;
}
