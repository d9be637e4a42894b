package io.ringflow.media.engine;

import io.ringflow.media.Tick;
import java.util.ArrayList;
import java.util.List;

/** The legs of one loop, spread over the phases of a tick. Owned by the loop. */
final class Phases {
    private final List<List<MediaLeg>> phases = new ArrayList<>();

    private int size;

    Phases() {
        for (int i = 0; i < Tick.PHASES; i++) {
            phases.add(new ArrayList<>());
        }
    }

    /** Puts a leg into the emptiest phase, where it stays. */
    int add(MediaLeg leg) {
        int emptiest = 0;
        for (int i = 1; i < Tick.PHASES; i++) {
            if (phases.get(i).size() < phases.get(emptiest).size()) {
                emptiest = i;
            }
        }
        phases.get(emptiest).add(leg);
        size++;
        return emptiest;
    }

    boolean remove(MediaLeg leg) {
        for (List<MediaLeg> legs : phases) {
            if (legs.remove(leg)) {
                size--;
                return true;
            }
        }
        return false;
    }

    /** Gives every leg of a phase its tick. */
    void turn(int phase, int tick) {
        List<MediaLeg> legs = phases.get(phase);
        // Backwards, because a leg may leave during its tick.
        for (int i = legs.size() - 1; i >= 0; i--) {
            legs.get(i).tick(tick);
        }
    }

    List<MediaLeg> all() {
        return phases.stream().flatMap(List::stream).toList();
    }

    int size() {
        return size;
    }
}
