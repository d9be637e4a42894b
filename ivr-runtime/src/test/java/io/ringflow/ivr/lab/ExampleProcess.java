package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An example application of {@code docs/examples}, run as its users run it. Closing ends the process. */
final class ExampleProcess implements AutoCloseable {

    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final Pattern SERVED_AT = Pattern.compile("http://127\\.0\\.0\\.1:[1-9]\\d*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private final URI uri;

    private ExampleProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        Eventually.within(PATIENCE, () -> served().isPresent() || !process.isAlive(), "the example listens");
        this.uri = served().orElseThrow(() -> new AssertionError("it ended: " + printed()));
    }

    /**
     * @param directory of the example
     * @param output what it prints goes there
     */
    static ExampleProcess start(String directory, Path output, List<String> command, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(EXAMPLES.resolve(directory).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ExampleProcess(builder.start(), output);
    }

    URI uri() {
        return uri;
    }

    /** All that it has printed so far. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the example ends")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private Optional<URI> served() {
        return SERVED_AT
                .matcher(printed())
                .results()
                .map(found -> URI.create(found.group()))
                .findFirst();
    }
}
