package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    private static final String SHOP = "ringflow.applications = [{ name = shop, url = \"http://10.0.0.%d/\" }]";

    @TempDir
    Path conf;

    @Test
    void aFileWithAMistakeChangesNothingAndTheNextGoodOneCounts() throws IOException {
        var seen = new ArrayList<String>();
        var reload = new Reload(
                () -> ConfigReader.read(conf, Map.of()),
                config -> seen.add(config.applications().stream()
                        .map(Application::url)
                        .toList()
                        .toString()));
        Path file = conf.resolve("applications.conf");

        Files.writeString(file, SHOP.formatted(5));
        reload.now();
        Files.writeString(file, SHOP.formatted(6) + " nonsense {");
        reload.now();
        Files.writeString(file, "ringflow.applications = [{ name = shop, urll = x }]");
        reload.now();
        Files.writeString(file, SHOP.formatted(7));
        reload.now();

        assertThat(seen).isEqualTo(List.of("[http://10.0.0.5/]", "[http://10.0.0.7/]"));
    }
}
