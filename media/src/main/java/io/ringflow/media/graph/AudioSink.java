package io.ringflow.media.graph;

/** Takes audio as it is played out. A frame is borrowed for the duration of the call; copy to keep. */
public interface AudioSink {

    /** @param sampleRate Hz; may change with the leg's codec */
    void push(short[] frame, int samples, int sampleRate);
}
