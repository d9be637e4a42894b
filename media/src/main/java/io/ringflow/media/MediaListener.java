package io.ringflow.media;

/** Receives a session's events on its media loop: must only post them on, never block, allocate little. */
@FunctionalInterface
public interface MediaListener {
    void onEvent(MediaEvent event);
}
