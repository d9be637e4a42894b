package io.ringflow.ivr.queue;

/**
 * What the parts of one centre share. Owned by its lane, but for {@code gate}, which is for others.
 *
 * @param observer whoever listens, as one
 * @param store takes what is to survive; does not wait
 */
record CentreServices(
        String applicationId,
        CentreSettings settings,
        Agenda agenda,
        Gate gate,
        CentreObserver observer,
        CentreStore store) {}
