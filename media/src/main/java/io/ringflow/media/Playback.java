package io.ringflow.media;

/** A prompt being played. Closing it stops it; closing twice, or after its end, does nothing. */
public interface Playback extends AutoCloseable {

    /** The number that its events carry. */
    long id();

    @Override
    void close();
}
