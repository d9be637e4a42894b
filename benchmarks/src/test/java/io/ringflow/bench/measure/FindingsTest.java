package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    @TempDir
    private Path directory;

    private final Findings findings = new Findings("rtp");

    @Test
    void theTableShowsWhereAndWhatAndEachBar() {
        findings.setting("load", "5 calls");
        findings.add(Finding.atMost(1.3, "server to bare loop", 1.5, "x"));
        findings.add(Finding.told("steal", 2, "%"));
        assertThat(findings.table().lines())
                .anyMatch(line -> line.matches("machine +.+, \\d+ cores, Linux .+"))
                .anyMatch(line -> line.matches("load +5 calls"))
                .anyMatch(line -> line.matches("server to bare loop +1\\.50 x +at most 1\\.30 x +MISS"))
                .anyMatch(line -> line.matches("steal +2 %"));
    }

    @Test
    void jsonHoldsTheSame() throws IOException {
        findings.add(Finding.under(0.45, "server", 0.4, "cores"));
        findings.add(Finding.told("steal", 2, "%"));
        Path json = directory.resolve("findings.json");
        findings.write(json);
        JsonNode read = new ObjectMapper().readTree(json.toFile());
        assertThat(read.at("/bench").asText()).isEqualTo("rtp");
        assertThat(read.at("/machine/cores").asInt()).isPositive();
        assertThat(read.at("/findings/0/value").asDouble()).isEqualTo(0.4);
        assertThat(read.at("/findings/0/pass").asBoolean()).isTrue();
        assertThat(read.at("/findings/1").has("pass")).isFalse();
    }
}
