package io.ringflow.ivr.room;

import io.ringflow.sip.leg.SerialLane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Where everything of one conference happens, one thing at a time, in the order it was handed over. Thread-safe. */
final class RoomLane {

    private final SerialLane lane;

    RoomLane(SerialLane lane) {
        this.lane = lane;
    }

    void post(Runnable step) {
        lane.submit(step);
    }

    /**
     * Hands over and waits for the end. Never from within: the lane would wait for itself.
     *
     * @throws RoomRefused if the step does
     */
    <T> T ask(Supplier<T> step) {
        var done = new CompletableFuture<T>();
        lane.submit(() -> {
            try {
                done.complete(step.get());
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        });
        try {
            return done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RoomRefused refused) throw new RoomRefused(refused.error(), refused);
            throw failed;
        }
    }
}
