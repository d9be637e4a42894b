package io.ringflow.ivr.room;

import io.ringflow.ivr.application.Application;
import java.util.List;
import java.util.Optional;

/**
 * What an application does to its conferences from outside of calls (flow-protocol 8.5). It has no others: a conference of
 * another application does not exist for it. Thread-safe; may wait a moment for the conference, so not for event loops.
 *
 * <p>All throw {@link RoomRefused}. What an operation came to is told to its {@code action} too, once the conference was
 * found.
 */
public interface RoomOperations {

    /** Makes a conference, and tells {@code action}. */
    RoomState create(Application application, RoomPlan plan);

    /** Does one thing, at once: what is to be heard of it is heard from the next tick on. */
    void run(Application application, RoomOperation operation);

    /**
     * How a conference is.
     *
     * @param action told the same; empty: nobody
     */
    RoomState query(Application application, String confId, String action);

    /** The same for its intercoms (D7), whose ids are apart from those of conferences. */
    RoomOperations intercoms();

    /** Id of the application that a conference belongs to; empty for intercoms, whose ids are each application's own. */
    Optional<String> owner(String confId);

    /** All there are, the oldest first. */
    List<RoomState> all(Application application);
}
