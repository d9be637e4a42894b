package io.ringflow.media.engine;

import io.ringflow.media.Tick;
import java.util.ArrayList;
import java.util.List;

/** The conferences that mix on one loop, spread over the phases of a tick. Owned by the loop. */
final class Rooms {
    private final List<List<ConferenceRoom>> phases = new ArrayList<>();

    private int size;

    Rooms() {
        for (int i = 0; i < Tick.PHASES; i++) {
            phases.add(new ArrayList<>());
        }
    }

    /** Puts a room into the emptiest phase. */
    void add(ConferenceRoom room) {
        List<ConferenceRoom> emptiest = phases.getFirst();
        for (List<ConferenceRoom> phase : phases) {
            emptiest = phase.size() < emptiest.size() ? phase : emptiest;
        }
        emptiest.add(room);
        size++;
    }

    void remove(ConferenceRoom room) {
        for (List<ConferenceRoom> phase : phases) {
            if (phase.remove(room)) {
                size--;
                return;
            }
        }
    }

    void turn(int phase) {
        List<ConferenceRoom> rooms = phases.get(phase);
        // Backwards, because a room may leave during its tick.
        for (int i = rooms.size() - 1; i >= 0; i--) {
            rooms.get(i).tick();
        }
    }

    int size() {
        return size;
    }
}
