package io.ringflow.ivr.queue;

/** Which of a queue's ready agents gets the next caller. */
public enum Strategy {
    /** Who has been without a talk for longest. */
    LONGEST_IDLE,
    /** Who has had the fewest talks since it came on duty. */
    FEWEST_CALLS,
    /** Each in turn, by the order of their ids. */
    ROUND_ROBIN,
    /** All at once; the first who answers. */
    RING_ALL,
    /** Who has the highest level; among these, the longest idle. */
    SKILLS
}
