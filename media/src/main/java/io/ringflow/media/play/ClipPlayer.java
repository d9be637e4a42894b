package io.ringflow.media.play;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaSession;

/**
 * Hands out a clip's payload bytes, pass after pass, and tells how far it got. Owned by the leg's loop. The bytes were
 * encoded before, once for all calls; the place is kept in milliseconds, so that the codec may change in mid-play.
 */
public final class ClipPlayer {
    private static final byte[] NOTHING = {};

    private final MediaListener listener;

    private boolean playing;
    private long playback;
    private byte[] payload = NOTHING;
    private int bytesPerMilli = 1;
    private int lengthMillis;
    private int atMillis;
    private int passes;
    private int pass;

    public ClipPlayer(MediaListener listener) {
        this.listener = listener;
    }

    /**
     * Begins a clip; one that is playing is replaced.
     *
     * @param encoded whole payload for the present codec
     */
    public void start(long id, byte[] encoded, int encodedBytesPerMilli, int times) {
        stop();
        playing = true;
        playback = id;
        passes = times;
        pass = 1;
        atMillis = 0;
        recode(encoded, encodedBytesPerMilli);
    }

    /** The leg's codec has changed: the clip goes on where it is. */
    public void recode(byte[] encoded, int encodedBytesPerMilli) {
        payload = encoded;
        bytesPerMilli = encodedBytesPerMilli;
        lengthMillis = encoded.length / encodedBytesPerMilli;
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
     * Copies the next audio to the start of {@code target}, several passes of it when the clip is short.
     *
     * @return milliseconds copied; less than asked when the clip came to its end
     */
    public int fill(byte[] target, int millis) {
        int filled = 0;
        while (playing && filled < millis) {
            int part = Math.min(millis - filled, lengthMillis - atMillis);
            if (part > 0) {
                System.arraycopy(
                        payload, atMillis * bytesPerMilli, target, filled * bytesPerMilli, part * bytesPerMilli);
                filled += part;
                atMillis += part;
            }
            if (atMillis >= lengthMillis) {
                passed();
            }
        }
        return filled;
    }

    private void passed() {
        listener.onEvent(new MediaEvent.PassFinished(playback, pass));
        boolean last = passes != MediaSession.ENDLESS && pass >= passes;
        // A clip without audio would never leave the caller's loop.
        if (last || lengthMillis == 0) {
            end(true);
            return;
        }
        pass++;
        atMillis = 0;
    }

    private void end(boolean completed) {
        playing = false;
        payload = NOTHING;
        listener.onEvent(new MediaEvent.PlaybackEnded(playback, completed));
    }

    @Override
    public String toString() {
        return playing
                ? "clip " + playback + ", pass " + pass + ", at " + atMillis + " of " + lengthMillis + " ms"
                : "silence";
    }
}
