package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;

/** Tells the conference in which a leg sits of its keys, before anybody else. Owned by the leg's loop. */
final class KeyTap implements MediaListener {
    private final MediaListener owner;

    private KeyListener keys = KeyListener.NONE;

    /** @param owner of the leg, who is told all */
    KeyTap(MediaListener owner) {
        this.owner = owner;
    }

    void to(KeyListener next) {
        keys = next;
    }

    @Override
    public void onEvent(MediaEvent event) {
        if (event instanceof MediaEvent.Digit pressed) {
            keys.pressed(pressed.digit());
        }
        owner.onEvent(event);
    }
}
