package io.ringflow.ivr.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleCallbackDecorator;

/**
 * Has a platform thread do what a virtual one wants of a database whose driver waits, or computes, in C: a virtual thread
 * would keep its carrier for so long, and there are few. There is one thread per connection at most. Thread-safe.
 */
final class PlatformThreads implements HandleCallbackDecorator, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("database-", 0).daemon().factory());

    @Override
    public <R, X extends Exception> HandleCallback<R, X> decorate(HandleCallback<R, X> work) {
        return Thread.currentThread().isVirtual() ? handle -> carriedOut(work, handle) : work;
    }

    /** Waits whatever happens, even for an interrupted thread: the handle is its own again when this returns. */
    private <R, X extends Exception> R carriedOut(HandleCallback<R, X> work, Handle handle) throws X {
        var done = new CompletableFuture<R>();
        threads.execute(() -> {
            try {
                done.complete(work.withHandle(handle));
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.join();
        } catch (CompletionException e) {
            throw PlatformThreads.<X>failure(e.getCause());
        }
    }

    /** What the work threw, as it threw it: an X, or unchecked. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X failure(Throwable thrown) {
        if (thrown instanceof Error error) throw error;
        return (X) thrown;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
