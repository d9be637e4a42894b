package io.ringflow.media.play;

/** A file's content can't be read as sound; the message says what is wrong with it. */
final class BadSound extends Exception {
    private static final long serialVersionUID = 1L;

    BadSound(String message) {
        super(message);
    }

    BadSound(String message, Throwable cause) {
        super(message, cause);
    }
}
