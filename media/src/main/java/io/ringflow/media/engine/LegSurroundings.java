package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;

/** What a leg needs and does not own. */
public record LegSurroundings(
        MediaConfig config,
        MediaProfile profile,
        MediaListener listener,
        MediaObserver observer,
        PortPool ports,
        Runnable whenClosed) {

    /** For a call of no known trunk. */
    public LegSurroundings(
            MediaConfig config, MediaListener listener, MediaObserver observer, PortPool ports, Runnable whenClosed) {
        this(config, MediaProfile.of(config), listener, observer, ports, whenClosed);
    }
}
