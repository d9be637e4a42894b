package io.ringflow.media.mix;

/** What a mixer tells of its playbacks, on the room's loop. */
@FunctionalInterface
public interface PlaybackListener {
    void played(long playback, boolean completed);
}
