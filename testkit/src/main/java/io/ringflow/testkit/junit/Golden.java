package io.ringflow.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text a person has looked at once, kept in a file beside the test. With {@code -Dgolden.update=true} the file is
 * written instead of compared, to be reviewed like code. Immutable.
 */
public record Golden(Path file) {

    /** A file below {@code src/test/resources/golden} of the module under test. */
    public static Golden of(String name) {
        return new Golden(Path.of("src/test/resources/golden").resolve(name));
    }

    /** Compares text with the file, line ends and the last line's end aside. */
    public void matches(String actual) {
        String text = actual.replace("\r\n", "\n").stripTrailing() + "\n";
        try {
            if (Boolean.getBoolean("golden.update")) {
                if (file.getParent() != null) {
                    Files.createDirectories(file.getParent());
                }
                Files.writeString(file, text);
                return;
            }
            if (!Files.exists(file)) {
                throw new AssertionError("no golden file " + file + "; -Dgolden.update=true writes:\n" + text);
            }
            assertThat(text)
                    .as("%s (-Dgolden.update=true rewrites it)", file)
                    .isEqualTo(Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
