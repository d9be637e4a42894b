package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;

/** One thing that an application asks for: a record made by its {@link OperationSpec}. Run once, by the request's thread. */
@FunctionalInterface
public interface Operation {

    /**
     * Does it.
     *
     * @param application whose calls and conferences it may touch; of no other
     * @throws RestRefused or {@link io.ringflow.ivr.room.RoomRefused}, {@link io.ringflow.ivr.queue.QueueRefused}, with
     *     what to answer
     */
    Answer run(Application application, OperationServices services);
}
