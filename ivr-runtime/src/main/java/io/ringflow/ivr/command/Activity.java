package io.ringflow.ivr.command;

/**
 * Something that a command has begun and that ends by itself: keys being sent, a recording. Owned by the call's thread.
 * Closing ends it early, or drops the news of its end; closing twice does nothing.
 */
public interface Activity extends AutoCloseable {
    @Override
    void close();
}
