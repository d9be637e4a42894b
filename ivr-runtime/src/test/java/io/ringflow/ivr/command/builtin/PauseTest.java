package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;

/** D6. */
class PauseTest {

    private final FakeControl call = new FakeControl().hears(new Heard.TimeUp());

    @Test
    void itLastsOneSecondByDefault() {
        assertThat(Documents.command("<Pause/>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("answer", "wait 1 s", "no deadline");
    }

    @Test
    void itLastsAsLongAsItSays() {
        Documents.command("<Pause length='30'/>").run(call);
        assertThat(call.did).contains("wait 30 s");
    }

    @Test
    void noLengthIsNoPause() {
        Documents.command("<Pause length='0'/>").run(call);
        assertThat(call.did).isEmpty();
    }
}
