package io.ringflow.bench.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a benchmark's table: what was measured, and the bar it is held against.
 *
 * @param unit after the value; {@code x} when the value is a ratio
 * @param bar empty when the figure is only told
 * @param pass whether the bar is met, absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        String what,
        double value,
        String unit,
        String bar,
        @Nullable Boolean pass) {

    static Finding told(String what, double value, String unit) {
        return new Finding(what, value, unit, "", null);
    }

    /** The value must be less than the bar. */
    static Finding under(double bar, String what, double value, String unit) {
        return new Finding(what, value, unit, "under " + number(bar) + " " + unit, value < bar);
    }

    /** The value may be the bar and no more. */
    static Finding atMost(double bar, String what, double value, String unit) {
        return new Finding(what, value, unit, "at most " + number(bar) + " " + unit, value <= bar);
    }

    /** The value must be the bar or more. */
    static Finding atLeast(double bar, String what, double value, String unit) {
        return new Finding(what, value, unit, "at least " + number(bar) + " " + unit, value >= bar);
    }

    /** Three digits that say something, more for whole numbers. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) return String.format(Locale.ROOT, "%,.0f", value);
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    String mark() {
        return pass == null ? "" : pass ? "pass" : "MISS";
    }
}
