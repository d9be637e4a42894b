package io.ringflow.ivr.command;

import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an application wants of a call that waits in a queue or talks with an agent, from outside of its flow (flow-protocol
 * 8.3). Made by the request's thread, which waits; answered once by the call's. Thread-safe.
 */
public final class CallOrder {

    /** A call in the centre is never busy with anything for longer than it takes to load a prompt. */
    private static final long PATIENCE_SECONDS = 5;

    /** What is wanted. */
    public sealed interface Wish permits Transfer, NoAnswerTransfer, ServiceEnd {}

    /**
     * {@code Transfer}: the caller goes to another agent, or to a number.
     *
     * @param agentId counts more than the number
     * @param prompt what the caller hears meanwhile; empty: what it heard in the queue, else a ring tone
     */
    public record Transfer(Optional<String> agentId, Optional<String> number, Optional<Prompt> prompt)
            implements Wish {}

    /** {@code NoAnswerTransfer}: the caller who waits goes to a number. */
    public record NoAnswerTransfer(String number) implements Wish {}

    /**
     * {@code AgentServiceEnd}: the agent leaves the talk.
     *
     * @param agentId of whom; empty: whoever it is
     * @param action where the caller's flow goes on; empty: at {@code agenthangupurl}
     */
    public record ServiceEnd(Optional<String> agentId, Optional<String> action) implements Wish {}

    private final Wish wish;
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    public CallOrder(Wish wish) {
        this.wish = wish;
    }

    public Wish wish() {
        return wish;
    }

    /** It is done, or begun. */
    public void done() {
        answer.complete(true);
    }

    public void refuse(QueueRefused why) {
        answer.completeExceptionally(why);
    }

    public void refuse(QueueError why) {
        refuse(new QueueRefused(why));
    }

    /** For who does it, once, before anything of it is done; false: nobody waits for it any more. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /**
     * Waits for the answer. On the thread of the request.
     *
     * @throws QueueRefused why it is not done; NOT_WITH_AGENT also when the call does not answer
     */
    public void await() {
        if (answered()) return;
        // Who has taken it is doing it at this very moment, unless the call has ended.
        if (take() || !answered()) throw new QueueRefused(QueueError.NOT_WITH_AGENT);
    }

    /** Whether there is an answer in time. */
    private boolean answered() {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof QueueRefused why
                    ? QueueRefused.again(why)
                    : new IllegalStateException(refused.getCause());
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
