package io.ringflow.ivr.command;

import io.ringflow.ivr.recording.KeptRecording;
import java.util.Optional;

/** The caller being recorded. It ends by itself, with the call, or by {@link #finish}, and is told when it is on the disk. */
public interface CallRecording extends Activity {

    /** Ends it; {@link Heard.ActivityEnded} follows when it is on the disk. */
    void finish();

    /** The recording, once its end has been heard; empty: nobody spoke, or it failed. */
    Optional<KeptRecording> kept();
}
