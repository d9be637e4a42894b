package io.ringflow.ivr.queue;

/** Why the centre lets a caller wait no longer. */
public enum QueueEnd {
    /** The queue's maximum waiting is over. */
    MAX_WAIT,
    /** The queue was deleted. */
    QUEUE_DELETED,
    /** The one agent it was for has gone off work. */
    AGENT_GONE,
    /** Its call was found to be over. */
    CALL_GONE,
    /** Somebody took it out. */
    REMOVED,
    SERVER_STOPS
}
