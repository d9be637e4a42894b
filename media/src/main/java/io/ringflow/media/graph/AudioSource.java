package io.ringflow.media.graph;

/** Gives audio, one frame per tick. Owned by the loop that pulls it. */
public interface AudioSource {

    /**
     * Fills {@code frame[0..samples)} with PCM at the leg's rate.
     *
     * @return false when there was nothing to give: the frame is untouched and silence is due
     */
    boolean pull(short[] frame, int samples);
}
