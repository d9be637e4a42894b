package io.ringflow.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LegTraceTest {
    private final FakeTime time = new FakeTime();
    private final LegTrace trace = new LegTrace(time);

    @Test
    void eachMessageIsALineWithItsTimeAndDirection() {
        trace.received("INVITE sip:100@h");
        time.advance(Duration.ofMillis(1_234));
        trace.sent("200 to INVITE");
        trace.note("ended");

        assertThat(trace.ladder().lines())
                .containsExactly(
                        "09:00:00.000  → INVITE sip:100@h", "09:00:01.234  ← 200 to INVITE", "09:00:01.234  · ended");
    }

    @Test
    void theOldestLinesGoWhenItIsFull() {
        IntStream.range(0, LegTrace.LINES + 5).forEach(number -> trace.sent("message " + number));

        assertThat(trace.ladder().lines()).hasSize(LegTrace.LINES + 1).first().isEqualTo("(5 earlier lines dropped)");
        assertThat(trace.ladder()).contains("message 5\n").doesNotContain("message 4\n");
    }

    @Test
    void aPeerCantForgeLinesNorFloodThem() {
        trace.received("INVITE sip:\r\n09:00:00.000  ← BYE\u001b[2J" + "x".repeat(10_000));

        assertThat(trace.ladder().lines()).hasSize(1);
        assertThat(trace.ladder()).doesNotContain("\u001b").hasSizeLessThan(200);
    }
}
