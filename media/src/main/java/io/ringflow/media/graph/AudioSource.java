package io.ringflow.media.graph;

/** Gives audio, one packet time of it at a time. Owned by the loop that pulls it. */
public interface AudioSource {

    /**
     * Fills {@code frame[0..samples)}.
     *
     * @param sampleRate Hz; may change with the leg's codec
     * @return false when there was nothing to give: the frame is untouched and silence is due
     */
    boolean pull(short[] frame, int samples, int sampleRate);
}
