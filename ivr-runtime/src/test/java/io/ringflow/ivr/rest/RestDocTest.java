package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages about the REST interface and the codes say is what the program says (D16). */
class RestDocTest {

    private static final Path CODES = Path.of("../docs/errors.md");
    private static final Path PAGE = Path.of("../docs/rest.md");
    private static final String PRINTED = "\n## Operations\n\n";

    @Test
    void theTableOfCodesIsPrintedFromTheirLists() throws IOException {
        if (Boolean.getBoolean("golden.update")) Files.writeString(CODES, ErrorTable.page());
        assertThat(CODES).as("run ./ringflow docs").hasContent(ErrorTable.page());
    }

    @Test
    void theOperationsArePrintedFromTheirSpecs() throws IOException {
        String page = Files.readString(PAGE);
        String printed = page.substring(0, page.indexOf(PRINTED) + PRINTED.length())
                + OperationCatalog.standard().all().stream()
                        .map(OperationSpec::documentation)
                        .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, printed);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(printed);
    }

    @Test
    void noCodeMeansTwoThings() {
        var codes = new HashSet<String>();
        for (var error : RestError.values())
            assertThat(codes.add(error.code())).as(error.name()).isTrue();
        for (var error : io.ringflow.ivr.room.RoomError.values()) {
            assertThat(codes.add(error.code())).as(error.name()).isTrue();
        }
        for (var error : io.ringflow.ivr.queue.QueueError.values()) {
            assertThat(codes.add(error.code())).as(error.name()).isTrue();
        }
        assertThat(codes).allMatch(code -> code.matches("10[45678][0-9]{3}|111[0-9]{3}"));
    }
}
