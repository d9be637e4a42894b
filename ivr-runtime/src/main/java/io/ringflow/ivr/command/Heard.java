package io.ringflow.ivr.command;

/** What ended a wait. */
public sealed interface Heard {

    /** The caller pressed a key. Its text never shows which one. */
    record Key(char key) implements Heard {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** The sound came to the end of a pass and goes on. */
    record PassFinished() implements Heard {}

    /** The sound has ended. */
    record SoundEnded() implements Heard {}

    /** The activity has ended. */
    record ActivityEnded() implements Heard {}

    /** The deadline has come. */
    record TimeUp() implements Heard {}
}
