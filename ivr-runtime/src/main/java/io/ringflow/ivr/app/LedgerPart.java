package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.call.LeftCalls;
import io.ringflow.ivr.flow.BelatedEnd;
import io.ringflow.ivr.ledger.CallLedger;
import io.ringflow.ivr.ledger.MappedLedger;
import io.ringflow.ivr.observe.LedgerMeters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger of calls, and what the last process left in it. Closing it comes after whoever writes what calls leave. */
record LedgerPart(MappedLedger ledger, List<BelatedEnd> belated) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerPart.class);

    // Calls that are over have their place until the database has them.
    private static final int FOR_THOSE_THAT_END = 1_024;

    // User data that is longer than a call's place has places of its own: up to 16 MiB of it.
    private static final int FOR_LONG_TEXTS = 4_096;

    /** @param mostCalls that the server lets be at once */
    static LedgerPart open(
            Path file, int mostCalls, Applications applications, ZoneId zone, MeterRegistry registry, Clockwork time)
            throws IOException {
        var ledger = MappedLedger.open(file, mostCalls + FOR_THOSE_THAT_END + FOR_LONG_TEXTS, time.clock());
        var meters = new LedgerMeters(registry);
        meters.watch(ledger);
        var left = ledger.left();
        long ended = left.stream()
                .filter(call -> call.ended().isPresent() || call.record().isPresent())
                .count();
        meters.left(left.size() - ended, ended, ledger.damaged());
        if (!left.isEmpty() || ledger.damaged() > 0) {
            LOG.warn(
                    "the last server was killed: {} calls were alive, {} had ended and were not written, {} can not be read",
                    left.size() - ended,
                    ended,
                    ledger.damaged());
        }
        return new LedgerPart(ledger, new LeftCalls(applications, zone).ends(left));
    }

    /** The ends of those calls are in the database. */
    CallLedger settled() {
        ledger.settled();
        return ledger;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
