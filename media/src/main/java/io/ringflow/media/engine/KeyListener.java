package io.ringflow.media.engine;

/** Is told of keys at their first sign, on the leg's loop. */
@FunctionalInterface
interface KeyListener {
    KeyListener NONE = key -> {};

    void pressed(char key);
}
