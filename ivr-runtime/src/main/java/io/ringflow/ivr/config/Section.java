package io.ringflow.ivr.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One object of the configuration while it is being read. A value that does not do is noted as a problem and replaced
 * by one that does, so that reading goes on and finds the next problem. Owned by the reading thread.
 */
final class Section {

    private final Config config;
    private final String path;
    private final Findings findings;
    private final Set<String> known = new TreeSet<>();

    /** What a whole reading finds: problems, and every key that was asked for. */
    record Findings(Config reference, List<ConfigProblem> problems, Set<String> keys) {}

    Section(Config config, String path, Findings findings) {
        this.config = config;
        this.path = path;
        this.findings = findings;
    }

    String text(String key) {
        return value(key, "", () -> config.getString(key));
    }

    boolean flag(String key) {
        return value(key, false, () -> config.getBoolean(key));
    }

    int number(String key, int least, int most) {
        return (int) bounded(key, value(key, (long) least, () -> config.getLong(key)), least, most);
    }

    /** A size in bytes: {@code 64 KiB}. */
    int size(String key, int least, int most) {
        return (int) bounded(key, value(key, (long) least, () -> config.getBytes(key)), least, most);
    }

    /** A size in bytes that may be more than an int holds: {@code 10 GiB}. */
    long largeSize(String key, long least, long most) {
        return bounded(key, value(key, least, () -> config.getBytes(key)), least, most);
    }

    Duration duration(String key, Duration least, Duration most) {
        Duration value = value(key, least, () -> config.getDuration(key));
        if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) return value;
        problem(key, "must be from " + words(least) + " to " + words(most) + ", not " + words(value));
        return least;
    }

    List<String> texts(String key) {
        return value(key, List.of(), () -> List.copyOf(config.getStringList(key)));
    }

    <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) return constant;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) names.add(constant.name().toLowerCase(Locale.ROOT));
        problem(key, "must be one of " + String.join(", ", names) + ", not \"" + text + "\"");
        return type.getEnumConstants()[0];
    }

    /** An object within this one, read to its end. */
    <T> T section(String key, Function<Section, T> reader) {
        known.add(key);
        String inner = full(key);
        Config found = config.getValue(key).valueType() == ConfigValueType.OBJECT
                ? config.getConfig(key)
                : findings.reference().getConfig(inner);
        if (config.getValue(key).valueType() != ConfigValueType.OBJECT) problem(key, "must be an object { ... }");
        return new Section(found, inner, findings).read(reader);
    }

    /**
     * A list of objects.
     *
     * @param defaults key beside this one whose object gives what an element leaves out
     */
    <T> List<T> list(String key, String defaults, Function<Section, T> reader) {
        known.add(key);
        known.add(defaults);
        findings.keys().add(full(key));
        List<T> elements = new ArrayList<>();
        ConfigValue value = config.getValue(key);
        if (value.valueType() != ConfigValueType.LIST) {
            problem(key, "must be a list [ ... ]");
            return elements;
        }
        for (ConfigValue element : config.getList(key)) {
            if (element instanceof ConfigObject object) {
                Config whole = object.toConfig().withFallback(config.getConfig(defaults));
                elements.add(new Section(whole, full(defaults), findings).read(reader));
            } else {
                findings.problems()
                        .add(ConfigProblem.at(
                                element.origin(), "every element of " + key + " must be an object { ... }"));
            }
        }
        return elements;
    }

    /** Reads with the given reader, then complains of every key that it did not ask for. */
    <T> T read(Function<Section, T> reader) {
        T result = reader.apply(this);
        config.root().forEach((key, value) -> {
            if (!known.contains(key)) {
                findings.problems()
                        .add(ConfigProblem.at(
                                value.origin(), "unknown key " + fullName(key) + Suggestion.of(key, known)));
            }
        });
        return result;
    }

    /** Notes that the value of a key does not do. */
    void problem(String key, String what) {
        findings.problems().add(ConfigProblem.at(config.getValue(key).origin(), fullName(key) + " " + what));
    }

    /** Where a key was written. */
    String place(String key) {
        return ConfigProblem.place(config.getValue(key).origin());
    }

    private <T> T value(String key, T otherwise, Supplier<T> getter) {
        known.add(key);
        findings.keys().add(full(key));
        try {
            return getter.get();
        } catch (ConfigException.Null e) {
            findings.problems().add(ConfigProblem.at(config.root().origin(), fullName(key) + " has no value"));
        } catch (ConfigException e) {
            problem(key, "does not do: " + reason(e));
        }
        return otherwise;
    }

    private long bounded(String key, long value, long least, long most) {
        if (value >= least && value <= most) return value;
        problem(key, "must be from " + least + " to " + most + ", not " + value);
        return least;
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String fullName(String key) {
        return "\"" + full(key) + "\"";
    }

    /** What the library says, without the place, which we say ourselves. */
    private static String reason(ConfigException e) {
        String message = String.valueOf(e.getMessage());
        int place = e.origin() == null ? -1 : message.indexOf(e.origin().description() + ": ");
        return place == 0 ? message.substring(e.origin().description().length() + 2) : message;
    }

    private static String words(Duration duration) {
        return duration.toSeconds() * 1000 == duration.toMillis()
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
