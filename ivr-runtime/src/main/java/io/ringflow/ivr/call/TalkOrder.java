package io.ringflow.ivr.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Something that is wanted of a call's talk from outside of its flow: a letter in the inbox, done by the call's thread while
 * it talks, answered once. Thread-safe.
 *
 * @param <T> the answer
 */
final class TalkOrder<T> {

    /** For a thread that does nothing but wait for letters. */
    private static final int PATIENCE_SECONDS = 5;

    private final Function<Talk, T> step;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /** @param step whatever it throws is the answer, and leaves the talk as it is */
    TalkOrder(Function<Talk, T> step) {
        this.step = step;
    }

    /** On the call's thread. */
    void run(Talk talk) {
        if (answer.isDone()) return;
        try {
            answer.complete(step.apply(talk));
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
    }

    /** It was not done, and will not be. */
    void refuse() {
        answer.completeExceptionally(new TalkRefused(TalkError.NOT_TALKING));
    }

    /**
     * Waits for the answer, by a thread that may.
     *
     * @throws TalkRefused the talk is over, or its thread does not come to it
     */
    T await() {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) throw refused;
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException slow) {
            answer.completeExceptionally(slow);
            throw new TalkRefused(TalkError.OVERLOADED, slow);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TalkRefused(TalkError.OVERLOADED, stopping);
        }
    }
}
