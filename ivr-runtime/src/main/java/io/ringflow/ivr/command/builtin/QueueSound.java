package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Upcoming;
import java.util.Optional;

/**
 * What a caller in a queue hears: music; over it its place, after which the music begins anew; and the question whether it
 * waits on (D24). Owned by the call's thread.
 */
final class QueueSound implements AutoCloseable {

    private enum Part {
        MUSIC,
        PLACE,
        QUESTION
    }

    private final CallControl call;
    private final Optional<Prompt> prompt;

    private Sound now = Sound.NONE;
    private Part part = Part.MUSIC;

    QueueSound(CallControl call, Optional<Prompt> prompt) {
        this.call = call;
        this.prompt = prompt;
    }

    void music() {
        begin(Part.MUSIC, prompt.map(music -> music.start(call)).orElse(Sound.NONE));
    }

    /** Tells the place, unless something is being asked. */
    void place(Upcoming words) {
        if (part == Part.MUSIC) {
            begin(Part.PLACE, call.play(words, 1, Sound.NONE));
            if (!now.audible()) music();
        }
    }

    /** Asks; false when there is nothing to be heard. */
    boolean ask(String file) {
        begin(Part.QUESTION, call.play(file, false, 1));
        return now.audible();
    }

    Sound now() {
        return now;
    }

    /** What is heard has ended. */
    void ended() {
        if (part == Part.PLACE) music();
    }

    private void begin(Part next, Sound sound) {
        now.close();
        part = next;
        now = sound;
    }

    @Override
    public void close() {
        now.close();
    }
}
