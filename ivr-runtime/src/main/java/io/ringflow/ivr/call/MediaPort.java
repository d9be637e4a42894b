package io.ringflow.ivr.call;

import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaSession;

/** Opens media sessions; throws {@link MediaFailure} NO_PORTS or OVERLOADED. Thread-safe. */
@FunctionalInterface
public interface MediaPort {
    MediaSession open(MediaAddress address, MediaProfile profile, MediaListener listener);

    /** The same for one that will talk with another: near that, where there is such a thing. */
    default MediaSession open(
            MediaAddress address, MediaProfile profile, MediaListener listener, MediaSession toTalkWith) {
        return open(address, profile, listener);
    }
}
