package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what applications want of talks to the calls that own them. Thread-safe. */
public final class TalkDesk implements TalkOperations {

    /** Third parties of a talk at a time, supervisors and the consulted. */
    public static final int MOST_THIRDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(TalkDesk.class);

    private final CallRegistry calls;

    public TalkDesk(CallRegistry calls) {
        this.calls = calls;
    }

    @Override
    public Optional<TalkState> run(Application application, TalkOperation operation) {
        var call = calls.find(operation.callId())
                .filter(found -> found.application().id().equals(application.id()));
        if (call.isEmpty()) return Optional.empty();
        var order = new TalkOrder<>(talk -> talk.run(operation));
        if (!call.get().order(order)) throw new TalkRefused(TalkError.NOT_TALKING);
        var state = order.await();
        LOG.debug("call {}: {}", call.get().id(), LogText.of(operation.toString()));
        return Optional.of(state);
    }
}
