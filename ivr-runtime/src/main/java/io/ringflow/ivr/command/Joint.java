package io.ringflow.ivr.command;

/** A consulted call that is joined with the one that consulted it. It lasts until either is over. */
public interface Joint extends Activity {

    /** Presses a key for the other side. */
    void press(char key);
}
