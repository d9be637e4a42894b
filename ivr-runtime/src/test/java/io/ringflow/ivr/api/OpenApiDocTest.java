package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the JSON interface is one that tools take, and is the one in the documentation. */
class OpenApiDocTest {

    private static final Path KEPT = Path.of("../docs/openapi.json");
    private static final Path PAGE = Path.of("../docs/api.md");
    private static final String PRINTED = "\n## Routes\n\n";

    @TempDir
    Path dir;

    private RouteTable table;
    private String description;

    @BeforeEach
    void describe() throws IOException {
        try (var database = Database.embedded(dir.resolve("ringflow.db"))) {
            table = SampleTable.in(dir, database);
            description = Api.text(OpenApi.of(table.all()));
        }
    }

    @Test
    void itIsPrintedFromTheTableOfRoutes() throws IOException {
        if (Boolean.getBoolean("golden.update")) Files.writeString(KEPT, description);
        assertThat(KEPT).as("run ./ringflow docs").hasContent(description);
    }

    @Test
    void thePageListsTheRoutes() throws IOException {
        String page = Files.readString(PAGE);
        String printed = page.substring(0, page.indexOf(PRINTED) + PRINTED.length()) + RouteList.page(table.all());
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, printed);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(printed);
    }

    @Test
    void aParserOfOthersFindsNothingWrong() {
        var parsed = new OpenAPIV3Parser().readContents(description, null, new ParseOptions());
        assertThat(parsed.getMessages()).isEmpty();
        var paths = parsed.getOpenAPI().getPaths();
        long operations = paths.values().stream()
                .mapToLong(path -> path.readOperations().size())
                .sum();
        assertThat(operations).isEqualTo(table.all().size());
    }

    @Test
    void everyRouteIsCalledOtherwiseAndSaysWhatItDoes() {
        var ids = new HashSet<String>();
        for (var route : table.all()) {
            assertThat(ids.add(route.id())).as(route.id()).isTrue();
            assertThat(route.meaning()).as(route.id()).endsWith(".");
            assertThat(route.path().text()).startsWith("/v1/");
        }
    }
}
