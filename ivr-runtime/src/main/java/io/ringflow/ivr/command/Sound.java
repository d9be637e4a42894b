package io.ringflow.ivr.command;

/** A prompt that plays. Owned by the command that started it; closing stops it, also when it has ended. */
public interface Sound extends AutoCloseable {

    /** Nothing to hear: a file that is missing, or no prompt at all. */
    Sound NONE = new Sound() {
        @Override
        public boolean audible() {
            return false;
        }

        @Override
        public void close() {}
    };

    /** False when there is nothing to hear, and so nothing to wait for. */
    boolean audible();

    @Override
    void close();
}
