package io.ringflow.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    Path directory;

    private final String update = System.getProperty("golden.update", "false");

    @BeforeEach
    void comparing() {
        System.setProperty("golden.update", "false");
    }

    @AfterEach
    void asItWas() {
        System.setProperty("golden.update", update);
    }

    @Test
    void theSameTextMatchesWhateverItsLineEnds() throws IOException {
        var file = Files.writeString(directory.resolve("a.txt"), "one\ntwo\n");
        assertThatCode(() -> new Golden(file).matches("one\r\ntwo")).doesNotThrowAnyException();
    }

    @Test
    void anotherTextFailsAndNamesTheFile() throws IOException {
        var file = Files.writeString(directory.resolve("a.txt"), "one\n");
        assertThatThrownBy(() -> new Golden(file).matches("two"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.txt");
    }

    @Test
    void aMissingFileFailsWithItsText() {
        assertThatThrownBy(() -> new Golden(directory.resolve("none.txt")).matches("new text"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("new text");
    }

    @Test
    void aTranscriptReplacesWhatDiffersFromRunToRun() {
        var transcript = new Transcript().name("5060", "sip").name("7f3a", "call");
        transcript.tell("call 7f3a at port 5060, not 15060");
        assertThat(transcript.lines()).containsExactly("call <call> at port <sip>, not 15060");
    }
}
