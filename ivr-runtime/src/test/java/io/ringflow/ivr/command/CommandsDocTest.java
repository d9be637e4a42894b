package io.ringflow.ivr.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsDocTest {

    private static final Path PAGE = Path.of("../docs/commands.md");

    @Test
    void thePageIsPrintedFromTheSpecs() throws IOException {
        var page = CommandCatalog.standard().documentation();
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, page);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(page);
    }
}
