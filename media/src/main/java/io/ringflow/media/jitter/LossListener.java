package io.ringflow.media.jitter;

/** Learns what became of each packet of audio, in the order of their sequence numbers, as play-out passes their place. */
@FunctionalInterface
public interface LossListener {

    /** Nobody. */
    LossListener NONE = heard -> {};

    /** @param heard false when it never came, or came too late or too early to be played */
    void onPlace(boolean heard);
}
