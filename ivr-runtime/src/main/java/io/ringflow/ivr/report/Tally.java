package io.ringflow.ivr.report;

import java.util.EnumMap;
import java.util.Map;

/** Figures of one interval, or of several together. Not thread-safe; what is missing is 0. */
public final class Tally<F extends Enum<F> & Figure> {

    private final Map<F, Long> values;

    Tally(Class<F> figures) {
        values = new EnumMap<>(figures);
    }

    public long of(F figure) {
        return values.getOrDefault(figure, 0L);
    }

    void add(F figure, long value) {
        values.merge(figure, value, figure::together);
    }

    void add(Tally<F> other) {
        other.values.forEach(this::add);
    }
}
