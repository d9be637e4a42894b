package io.ringflow.ivr.queue;

/** How a caller's waiting ended: each caller's does, once. */
public enum QueueExit {
    ANSWERED,
    HUNG_UP,
    TIMEOUT,
    KEY,
    ELSEWHERE,
    /** One that kept its place is being called back; its call enters anew. */
    CALLED_BACK,
    MAX_WAIT,
    QUEUE_DELETED,
    AGENT_GONE,
    CALL_GONE,
    REMOVED,
    SERVER_STOPS
}
