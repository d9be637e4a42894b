package io.ringflow.media;

/** Receives a conference's events on its media loop: must only post them on, never block, allocate little. */
@FunctionalInterface
public interface ConferenceListener {
    void onEvent(ConferenceEvent event);
}
