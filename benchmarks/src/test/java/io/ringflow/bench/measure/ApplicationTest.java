package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private static String answer(String target) {
        return new String(Application.answerTo(target), StandardCharsets.US_ASCII);
    }

    @Test
    void theMenuAlternatesBetweenTwoPrompts() {
        assertThat(answer("/menu/startservice?callid=1")).contains("action=\"second\"", ">a.wav<");
        assertThat(answer("/menu/second?callid=1")).contains("action=\"first\"", ">b.wav<");
        assertThat(answer("/menu/first/?callid=1")).contains("action=\"second\"", ">a.wav<");
    }

    @Test
    void othersHearAPromptWithoutEnd() {
        assertThat(answer("/prompt/startservice?x=1")).contains("<Play loop=\"-1\">prompt.wav</Play>");
        assertThat(answer("/slow/startservice/?x=1")).contains("prompt.wav");
    }

    @Test
    void newsAreTakenNoteOf() {
        assertThat(answer("/prompt/stopservice?callid=1")).contains("<CmdNone/>");
    }

    @Test
    void theLengthIsThatOfTheBody() {
        String[] parts = answer("/prompt/startservice").split("\r\n\r\n", 2);
        assertThat(parts[0]).contains("Content-Length: " + parts[1].length());
    }

    @Test
    void metricsAreSummedOverTheirLabels() {
        String text = """
                # HELP a_total some
                a_total{x="1"} 2.0
                a_total{x="2"} 3.5
                a_total_more 9
                b 4
                """;
        assertThat(Prometheus.sum(text, "a_total")).isEqualTo(5.5);
        assertThat(Prometheus.sum(text, "b")).isEqualTo(4);
        assertThat(Prometheus.sum(text, "c")).isZero();
    }
}
