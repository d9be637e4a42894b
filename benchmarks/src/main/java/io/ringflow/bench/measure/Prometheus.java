package io.ringflow.bench.measure;

/** The server's metrics as it exports them, read by name. */
final class Prometheus {

    private Prometheus() {}

    /** A meter's value, summed over all its labels; 0 when there is none. */
    static double sum(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
