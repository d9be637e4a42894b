package io.ringflow.bench.measure;

import java.util.List;

/** The middle of several runs. */
final class Median {

    private Median() {}

    /** The mean of the two middle ones when their number is even; 0 of nothing. */
    static double of(List<Double> values) {
        if (values.isEmpty()) return 0;
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
