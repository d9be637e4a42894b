package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D5. */
class RejectTest {

    private final FakeControl call = new FakeControl();

    @ParameterizedTest
    @CsvSource({"busy, BUSY", "rejected, REJECTED", "forbidden, FORBIDDEN", "NotFound, NOT_FOUND", "'', REJECTED"})
    void aCallThatCanBeRefusedIsRefusedForThatReason(String reason, Ending ending) {
        call.refusable = true;
        var outcome = Documents.command("<Reject reason='" + reason + "'/>").run(call);
        assertThat(outcome).isEqualTo(Outcome.end(ending));
        assertThat(call.did).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"busy", "notfound"})
    void laterItIsAHangup(String reason) {
        var outcome = Documents.command("<Reject reason='" + reason + "'/>").run(call);
        assertThat(outcome).isEqualTo(Outcome.end(Ending.HANG_UP));
    }
}
