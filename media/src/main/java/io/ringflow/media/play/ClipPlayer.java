package io.ringflow.media.play;

import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;

/**
 * Hands out a clip's payload, pass after pass, and tells how far it got. Owned by the leg's loop. The payload was encoded
 * before, once for all calls; the codec may change in mid-play.
 */
public final class ClipPlayer {
    private final MediaListener listener;

    private boolean playing;
    private long playback;
    private EncodedClip clip = EncodedClip.NONE;
    private int unit;
    private int passes;
    private int pass;

    public ClipPlayer(MediaListener listener) {
        this.listener = listener;
    }

    /**
     * Begins a clip; one that is playing is replaced.
     *
     * @param encoded for the present codec and packet time
     */
    public void start(long id, EncodedClip encoded, int times) {
        stop();
        playing = true;
        playback = id;
        passes = times;
        pass = 1;
        clip = encoded;
        unit = 0;
    }

    /** The leg's codec or packet time has changed: the clip goes on where it is. */
    public void recode(EncodedClip encoded) {
        unit = unit * clip.unitMillis() / encoded.unitMillis();
        clip = encoded;
    }

    /** Stops the playback of this number, if it is the one playing. */
    public void stop(long id) {
        if (playback == id) {
            stop();
        }
    }

    /** Stops whatever is playing. */
    public void stop() {
        if (playing) {
            end(false);
        }
    }

    public boolean playing() {
        return playing;
    }

    /**
     * Copies the next unit.
     *
     * @return bytes copied, 0 when nothing need be sent for it, or -1 when the clip has come to its end
     */
    public int next(byte[] target, int at) {
        if (unit >= clip.units()) {
            // Empty, or shorter than the one it took the place of.
            passed();
            if (!playing) {
                return -1;
            }
        }
        int length = clip.copy(unit++, target, at);
        if (unit == clip.units()) {
            passed();
        }
        return length;
    }

    /**
     * Reads a little of the next unit, before it is needed.
     *
     * @return nothing of meaning
     */
    public int prefetch() {
        return clip.firstOctet(unit);
    }

    /** Milliseconds of audio in a unit. */
    public int unitMillis() {
        return clip.unitMillis();
    }

    private void passed() {
        listener.onEvent(new MediaEvent.PassFinished(playback, pass));
        boolean last = passes != MediaSession.ENDLESS && pass >= passes;
        // A clip without audio would never leave the caller's loop.
        if (last || clip.units() == 0) {
            end(true);
            return;
        }
        pass++;
        unit = 0;
    }

    private void end(boolean completed) {
        playing = false;
        clip = EncodedClip.NONE;
        listener.onEvent(new MediaEvent.PlaybackEnded(playback, completed));
    }

    @Override
    public String toString() {
        return playing
                ? "clip " + playback + ", pass " + pass + ", at " + unit * clip.unitMillis() + " of "
                        + clip.durationMillis() + " ms"
                : "silence";
    }
}
