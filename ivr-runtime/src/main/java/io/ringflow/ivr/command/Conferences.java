package io.ringflow.ivr.command;

import io.ringflow.ivr.room.RoomCreated;
import io.ringflow.ivr.room.RoomPlan;

/** The conferences of a call's application, as the call's commands see them. Used on the call's own thread only. */
public interface Conferences {

    /**
     * Makes one.
     *
     * @param told the application is told at {@code action}; else that is where the flow goes on
     * @throws io.ringflow.ivr.room.RoomRefused if it can't be made
     */
    RoomCreated create(RoomPlan plan, boolean told);

    /** @throws io.ringflow.ivr.room.RoomRefused if there is none of this id */
    ConferenceDoor door(String confId);

    /** @throws io.ringflow.ivr.room.RoomRefused if there is no intercom of this id */
    ConferenceDoor intercom(String id);

    /**
     * The intercom of the plan's id (D7), which is made if there is none.
     *
     * @throws io.ringflow.ivr.room.RoomRefused if it can't be made
     */
    ConferenceDoor intercom(RoomPlan plan);
}
