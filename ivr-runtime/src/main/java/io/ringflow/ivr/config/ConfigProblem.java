package io.ringflow.ivr.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;

/**
 * One thing that is wrong with the configuration.
 *
 * @param place file and line, or who else said it
 * @param message what is wrong and, if we can tell, what was meant
 */
public record ConfigProblem(String place, String message) {

    static ConfigProblem at(ConfigOrigin origin, String message) {
        return new ConfigProblem(place(origin), message);
    }

    static String place(ConfigOrigin origin) {
        String name = origin.filename() != null
                ? Path.of(origin.filename()).getFileName().toString()
                : origin.description();
        return origin.filename() != null && origin.lineNumber() > 0 ? name + ":" + origin.lineNumber() : name;
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
