package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.9 and D12. */
class CmdNoneTest {

    /** Flow protocol 3.9 idle; D12. */
    @Test
    void theCallStaysUpUntilTheIdleLimitEndsIt() {
        var call = new FakeControl().hears(new Heard.TimeUp());
        assertThat(Documents.command("<CmdNone/>").run(call)).isEqualTo(Outcome.end(Ending.IDLE));
        assertThat(call.did).containsExactly("answer", "wait 60 s", "no deadline");
    }
}
