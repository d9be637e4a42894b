package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import java.util.Optional;

/**
 * What an application does to the talks of its calls from outside of their flows (flow-protocol 8.3). Thread-safe; waits a
 * moment for the call's thread, so not for event loops.
 */
@FunctionalInterface
public interface TalkOperations {

    /**
     * Does one thing at once; whom it calls is being called then.
     *
     * @return how the talk is afterwards; empty: the application has no such call
     * @throws TalkRefused it can't be done
     * @throws DialRefused somebody can't be called
     */
    Optional<TalkState> run(Application application, TalkOperation operation);
}
