package io.ringflow.media.engine;

import io.ringflow.media.Recorded.End;
import io.ringflow.media.mix.Mixer;
import io.ringflow.media.record.Tape;
import java.util.ArrayList;
import java.util.List;

/** The recordings of a conference that are under way. Owned by the conference's home loop. */
final class RoomTapes {
    private final Mixer mixer;
    private final List<Tape> tapes = new ArrayList<>();

    RoomTapes(Mixer mixer) {
        this.mixer = mixer;
    }

    void add(Tape tape, int sampleRate) {
        mixer.record(tape.track(0), sampleRate);
        tapes.add(tape);
    }

    /** Lays down what was mixed in this tick. */
    void turn(int tick) {
        for (int i = tapes.size() - 1; i >= 0; i--) {
            Tape tape = tapes.get(i);
            tape.turn(tick);
            if (tape.hasEnded()) {
                tapes.remove(i);
                mixer.stopRecording(tape.track(0));
            }
        }
    }

    boolean none() {
        return tapes.isEmpty();
    }

    /** The conference is over. */
    void end() {
        for (Tape tape : tapes) {
            tape.end(End.SESSION_CLOSED);
            mixer.stopRecording(tape.track(0));
        }
        tapes.clear();
    }
}
