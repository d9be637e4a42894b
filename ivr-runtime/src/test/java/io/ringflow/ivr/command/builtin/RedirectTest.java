package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.7. */
class RedirectTest {

    private final FakeControl call = new FakeControl();

    /** Flow protocol 3.7 text, method. */
    @Test
    void theTargetIsAskedByPostWithoutAnswering() {
        assertThat(Documents.command("<Redirect> inputcode?code=12 </Redirect>").run(call))
                .isEqualTo(new Outcome.Callback("inputcode?code=12", "POST", new LinkedHashMap<>()));
        assertThat(call.did).isEmpty();
    }

    /** Flow protocol 3.7 tag, method. */
    @Test
    void theTagComesBackAndTheMethodMayBeGet() {
        assertThat(Documents.command("<Redirect tag='1 2' method='GET'>/welcome/voice</Redirect>")
                        .run(call))
                .isEqualTo(new Outcome.Callback("/welcome/voice", "GET", new LinkedHashMap<>(Map.of("tag", "1 2"))));
    }
}
