package io.ringflow.media.floor;

import io.ringflow.media.FloorChange;

/** Is told of each change in its order; must not ask the floor for anything meanwhile. */
@FunctionalInterface
public interface FloorListener<T> {
    void changed(T who, FloorChange change);
}
