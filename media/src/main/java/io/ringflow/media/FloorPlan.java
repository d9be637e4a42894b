package io.ringflow.media;

/**
 * That one member talks at a time, who has asked for the floor (push to talk).
 *
 * @param maxTalkMillis after which the floor is taken from whoever has it
 * @param queues who asks while another talks is next, instead of being denied
 */
public record FloorPlan(int maxTalkMillis, boolean queues) {
    public FloorPlan {
        if (maxTalkMillis < Tick.MILLIS) {
            throw new IllegalArgumentException("talk of " + maxTalkMillis + " ms");
        }
    }
}
