package io.ringflow.ivr.command;

import io.ringflow.ivr.room.Departure;
import java.util.Optional;

/**
 * A call's place in a conference. It ends when the conference says so; closing it leaves, and tells the application. Owned
 * by the call's thread.
 */
public interface ConferenceSeat extends Activity {

    /** A key pressed in the conference. */
    void pressed(char key);

    /** How it ended; then it is for the command to go on as that says. Empty before. */
    Optional<Departure> departure();
}
