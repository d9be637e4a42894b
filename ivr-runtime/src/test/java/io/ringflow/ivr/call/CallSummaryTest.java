package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.media.MediaStats;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D16: the code that tells the application how a call ended. */
class CallSummaryTest {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    /** Flow protocol 5.6 errorcode. */
    @ParameterizedTest
    @CsvSource({
        "CALLER_HUNG_UP, 200, true, 000000",
        "APPLICATION_HUNG_UP, 200, true, 000000",
        "FLOW_FINISHED, 200, true, 000000",
        "CALLER_HUNG_UP, 200, false, 107487",
        "CALLEE_HUNG_UP, 200, true, 000000",
        "CALLEE_BUSY, 486, false, 107486",
        "NO_ANSWER, 480, false, 107480",
        "APPLICATION_HUNG_UP, 603, false, 107603",
        "CALLER_CANCELLED, 487, false, 107487",
        "NOT_ACKNOWLEDGED, 408, false, 107408",
        "NOT_ACCEPTABLE, 488, false, 107488",
        "APPLICATION_REJECTED, 486, false, 107486",
        "SERVER_BUSY, 503, false, 107503",
        "SERVER_ERROR, 500, true, 107500",
        "MEDIA_TIMEOUT, 503, true, 106408",
        "TRANSPORT_FAILED, 503, true, 107503"
    })
    void anEndHasItsCode(Cause cause, int status, boolean answered, String code) {
        assertThat(summary(cause, status, answered, Optional.empty()).errorCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT, 109408", "DOCUMENT, 109400", "LOOP, 109482", "CONNECT, 109503"})
    void aFailureOfTheApplicationHasItsOwn(FlowFailure.Kind kind, String code) {
        var failure = Optional.of(new FlowFailure(kind, "detail"));
        assertThat(summary(Cause.APPLICATION_FAILED, 503, true, failure).errorCode())
                .isEqualTo(code);
    }

    /** Flow protocol 5.6 callduration. */
    @Test
    void aCallThatWasNotAnsweredLastedNoTime() {
        assertThat(summary(Cause.CALLER_CANCELLED, 487, false, Optional.empty()).duration())
                .isZero();
        assertThat(summary(Cause.CALLER_HUNG_UP, 200, true, Optional.empty()).duration())
                .isEqualTo(Duration.ofSeconds(60));
    }

    private static CallSummary summary(Cause cause, int status, boolean answered, Optional<FlowFailure> failure) {
        var bench = new CallBench();
        bench.app.answers("startservice", "<Hangup/>");
        bench.dial();
        var real = bench.summary();
        return new CallSummary(
                real.id(),
                real.application(),
                real.from(),
                real.to(),
                real.trunk(),
                START,
                Optional.empty(),
                answered ? Optional.of(START) : Optional.empty(),
                START.plusSeconds(60),
                EndReason.of(cause, "text").withSipStatus(status),
                failure,
                1,
                MediaStats.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
