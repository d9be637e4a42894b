package io.ringflow.ivr.app;

import io.ringflow.ivr.call.MediaPort;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaSession;
import io.ringflow.media.engine.MediaEngine;

/** Sessions of our own media engine; who will talk with each other lives together, so that no packet waits for another loop. */
record OwnMedia(MediaEngine engine) implements MediaPort {

    @Override
    public MediaSession open(MediaAddress address, MediaProfile profile, MediaListener listener) {
        return engine.open(address, profile, listener);
    }

    @Override
    public MediaSession open(
            MediaAddress address, MediaProfile profile, MediaListener listener, MediaSession toTalkWith) {
        return engine.open(address, profile, listener, toTalkWith);
    }

    /** A room for so many, where this one lives. */
    Conference room(int members, MediaSession caller) {
        return engine.conference(new ConferenceConfig(members, members, true), event -> {}, caller);
    }
}
