package io.ringflow.ivr.room;

import io.ringflow.media.FloorPlan;
import java.time.Duration;

/**
 * What makes a room an intercom: one talks at a time (D7). Immutable.
 *
 * @param id that the application wants it to have; empty: any
 * @param maxTalk after which the floor is taken from whoever has it
 * @param queues who asks while another talks is next, instead of being denied
 * @param grabKey of members who bring none of their own
 * @param releaseKey the same as {@code grabKey}: one key does both
 * @param url told of the floor's changes; empty: nobody
 */
public record FloorTerms(String id, Duration maxTalk, boolean queues, char grabKey, char releaseKey, String url) {

    /** What the protocol says of an intercom without attributes. */
    public static FloorTerms defaults() {
        return new FloorTerms("", Duration.ofSeconds(30), false, '*', '#', "");
    }

    FloorPlan plan() {
        return new FloorPlan((int) maxTalk.toMillis(), queues);
    }
}
