package io.ringflow.media.graph;

/** Takes audio, one frame per tick. A frame is borrowed for the duration of the call; copy to keep. */
public interface AudioSink {
    void push(short[] frame, int samples);
}
