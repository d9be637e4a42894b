package io.ringflow.media.codec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Format parameters of {@code a=fmtp}, read as the usual {@code name=value} list with semicolons. Names in any case.
 * Immutable.
 */
public final class FormatParameters {
    public static final FormatParameters NONE = new FormatParameters(Map.of());

    /** No known format has more; an attacker may. */
    private static final int MOST = 32;

    private final Map<String, String> values;

    private FormatParameters(Map<String, String> values) {
        this.values = values;
    }

    /** @param text what follows the payload type in {@code a=fmtp} */
    public static FormatParameters of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : text.split(";", MOST + 1)) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
            if (!name.isEmpty() && values.size() < MOST) {
                values.putIfAbsent(
                        name.toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : parameter.substring(equals + 1).strip());
            }
        }
        return new FormatParameters(values);
    }

    /** The value of a parameter, without the quotes around it. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT))).map(FormatParameters::unquoted);
    }

    /** The value of a parameter, or {@code missing} when it is not there or no number. */
    public int integer(String name, int missing) {
        String value = text(name).orElse("");
        boolean number = !value.isEmpty()
                && value.length() <= 9
                && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? Integer.parseInt(value) : missing;
    }

    /** Whether the value is 1. */
    public boolean flag(String name) {
        return integer(name, 0) == 1;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
