package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about queues says of agents' states and of strategies is what the program does. */
class QueuesDocTest {

    private static final Path PAGE = Path.of("../docs/queues.md");
    private static final String HEAD = "| state | what happens |";

    @Test
    void theTableOfStatesIsPrintedFromTheProgram() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin) + 1;
        String printed = page.substring(0, begin) + AgentCycle.table() + page.substring(end);
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, printed);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(printed);
    }

    @Test
    void everyStrategyIsTold() throws IOException {
        String page = Files.readString(PAGE);
        Stream.of(Strategy.values())
                .map(strategy ->
                        strategy.name().toLowerCase(java.util.Locale.ROOT).replace("_", ""))
                .forEach(word -> assertThat(page).contains("| `" + word + "` |"));
    }
}
