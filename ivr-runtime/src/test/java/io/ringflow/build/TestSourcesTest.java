package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every test source must keep to: nothing skipped without a reason, nothing that sleeps, no file too long to read. */
class TestSourcesTest {

    /** An assumption is for what a machine or a kind of socket has not, and says so. */
    private static final Pattern SKIPPED = Pattern.compile("@Disabled|assume(True|False|That)\\s*\\((?![^;]*,)[^;]*;");

    private static final Pattern SLEEPS = Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep");

    @Test
    void noTestIsSkippedWithoutAReason() throws IOException {
        assertThat(matching("/src/test/", SKIPPED)).isEmpty();
    }

    @Test
    void noTestSleeps() throws IOException {
        assertThat(matching("/src/test/", SLEEPS)).isEmpty();
    }

    @Test
    void noSourceIsLongerThanACoffee() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : SourceFormat.sources(Path.of(".."))) {
            int lines = Files.readAllLines(file).size();
            if (file.toString().contains("/src/main/") && lines > 400) tooLong.add(lines + " " + file);
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> matching(String part, Pattern pattern) throws IOException {
        var found = new ArrayList<Path>();
        for (Path file : SourceFormat.sources(Path.of(".."))) {
            boolean isThis = file.endsWith("TestSourcesTest.java");
            if (file.toString().contains(part)
                    && !isThis
                    && pattern.matcher(Files.readString(file)).find()) {
                found.add(file);
            }
        }
        return found;
    }
}
