package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.8. */
class HangupTest {

    /** Flow protocol 3.8 alone, callid. */
    @Test
    void theCallEndsWhetherOrNotACallidIsNamed() {
        var call = new FakeControl();
        assertThat(Documents.command("<Hangup/>").run(call)).isEqualTo(Outcome.end(Ending.HANG_UP));
        assertThat(Documents.command("<Hangup callid='1502121333119418000600040000045d'/>")
                        .run(call))
                .isEqualTo(Outcome.end(Ending.HANG_UP));
    }
}
