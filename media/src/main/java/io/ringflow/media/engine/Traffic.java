package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver;

/** What the legs of one loop did since it was last reported. Owned by the loop. */
final class Traffic {
    private final int loop;
    private final MediaObserver observer;

    long sent;
    long received;
    long lost;
    long discarded;

    Traffic(int loop, MediaObserver observer) {
        this.loop = loop;
        this.observer = observer;
    }

    void report() {
        observer.traffic(loop, sent, received, lost, discarded);
        sent = 0;
        received = 0;
        lost = 0;
        discarded = 0;
    }
}
