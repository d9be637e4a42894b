package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    @TempDir
    private Path place;

    @Test
    void ofAGoodDocumentThereIsNothingToSay() throws IOException {
        var run = ToolRun.of("lint", file("good.xml", "<Get/><Hangup/>"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anErrorIsALineWithItsPlace() throws IOException {
        var file = file("bad.xml", "\n  <Plya>a.wav</Plya>\n  <Hangup>x</Hangup>");
        var run = ToolRun.of("lint", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        file + ":2:3: error: <Plya> is not a command, did you mean <Play>?",
                        file + ":3:14: error: text may not stand inside <Hangup>");
    }

    @Test
    void aWarningFailsOnlyWhereThatIsWanted() throws IOException {
        var file = file("warned.xml", "<Get timeuot='3'/><Hangup/>");
        assertThat(ToolRun.of("lint", file).code()).isZero();
        assertThat(ToolRun.of("lint", file).out())
                .contains("warning: <Get> has no attribute timeuot, did you mean timeout?; ignored");
        assertThat(ToolRun.of("lint", "--strict", file).code()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeIsSaidToBeThatAndNotToBeCutOff() throws IOException {
        String document = "<Response><Play>a.wav</Play><Hangup/></Response>";
        String most = " ".repeat(64 * 1024 - document.length()) + document;
        assertThat(ToolRun.of("lint", bare("most.xml", most)).out()).isEmpty();
        assertThat(ToolRun.of("lint", bare("more.xml", most + " ")).out()).contains("larger than 64 kB");
    }

    private String bare(String name, String text) throws IOException {
        return Files.writeString(place.resolve(name), text).toString();
    }

    @Test
    void aFileIsNamedAfterTheRequestItAnswers() throws IOException {
        assertThat(ToolRun.of("lint", file("again.xml", "<Redirect>again</Redirect>"))
                        .out())
                .contains("asks the same URL again");
        assertThat(ToolRun.of("lint", file("other.xml", "<Redirect>again</Redirect>"))
                        .out())
                .isEmpty();
    }

    @Test
    void theApplicationSaysWhichHostsAreItsOwn() throws IOException {
        var file = file("away.xml", "<Redirect>http://app.example/x</Redirect>");
        assertThat(ToolRun.of("lint", file).out()).contains("is not on the allow-list");
        assertThat(ToolRun.of("lint", "--app", "http://app.example/", file).out())
                .isEmpty();
        assertThat(ToolRun.of("lint", "--allow-host", "app.example", file).out())
                .isEmpty();
    }

    @Test
    void aDirectoryIsAllOfItsDocuments() throws IOException {
        var one = file("a.xml", "<Plya/>");
        var two = file("b.XML", "<Hangupp/>");
        Files.writeString(place.resolve("c.txt"), "no document");
        assertThat(ToolRun.of("lint", place.toString()).out().lines())
                .hasSize(2)
                .satisfiesExactly(line -> assertThat(line).startsWith(one), line -> assertThat(line)
                        .startsWith(two));
    }

    @Test
    void findingsCanBeRead() throws IOException {
        var file = file("bad.xml", "<Play loop='\u4e00'>a.wav</Play>");
        var run = ToolRun.of("lint", "--format", "json", file);
        var finding = new ObjectMapper().readTree(run.out()).get(0);
        assertThat(run.code()).isEqualTo(1);
        assertThat(finding.get("file").asText()).isEqualTo(file);
        assertThat(finding.get("line").asInt()).isEqualTo(1);
        assertThat(finding.get("column").asInt()).isEqualTo(11);
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("text").asText()).contains("loop=\"\u4e00\" must be a whole number");
    }

    @Test
    void buildServersGetACaseForEachDocument() throws IOException {
        var good = file("good.xml", "<Hangup/>");
        var bad = file("worse.xml", "<Play/>");
        var run = ToolRun.of("lint", "--format", "junit", good, bad);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("<testsuite name=\"flow lint\" tests=\"2\" failures=\"1\">")
                .contains("name=\"" + good + "\"")
                .contains("&lt;Play&gt; is empty; it must hold a file name");
    }

    @Test
    void whatCanNotBeReadIsAnotherMatter() throws IOException {
        assertThat(ToolRun.of("lint", place.resolve("nothing.xml").toString()).code())
                .isEqualTo(2);
        assertThat(ToolRun.of("lint", place.toString()).err()).contains("there is no .xml file in it");
        assertThat(ToolRun.of("lint").code()).isEqualTo(2);
        assertThat(ToolRun.of().code()).isEqualTo(2);
        var file = file("good.xml", "<Hangup/>");
        assertThat(ToolRun.of("lint", "--app", "nonsense", file).code()).isEqualTo(2);
    }

    private String file(String name, String commands) throws IOException {
        return Files.writeString(place.resolve(name), "<Response>" + commands + "</Response>")
                .toString();
    }
}
