package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Flow protocol 2 CreateConf: its attributes, and what the flow does next. */
class CreateConfTest {

    private final FakeControl call = new FakeControl();

    /** Flow protocol 4.1 action, maxmember. */
    @Test
    void theFlowGoesOnAtActionWithTheIdAndTheCallNeedNotBeAnswered() {
        var outcome =
                Documents.command("<CreateConf action='made' maxmember='5'/>").run(call);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Callback.class, callback -> {
            assertThat(callback.url()).isEqualTo("made");
            assertThat(callback.parameters()).containsEntry("confid", FakeConferences.ID);
        });
        assertThat(call.did).containsExactly("create for 5");
    }

    /** Flow protocol 4.1 maxmember. */
    @Test
    void withoutActionWhatFollowsRuns() {
        assertThat(Documents.command("<CreateConf/>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("create for 3");
    }

    /** Flow protocol 4.1 failure. */
    @Test
    void oneThatCanNotBeMadeFallsThrough() {
        call.conferences.creatable = false;
        assertThat(Documents.command("<CreateConf action='made'/>").run(call)).isEqualTo(Outcome.next());
    }

    /** Flow protocol 4.1 autojoin, quiturl. */
    @Test
    void withAutojoinTheCallerIsInAndTheFlowGoesOnWhereItLeft() {
        call.keys("5").hears(new Heard.ActivityEnded());
        var outcome =
                Documents.command("<CreateConf action='made' autojoin='true'/>").run(call);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Callback.class, callback -> assertThat(callback.url())
                .isEqualTo("left"));
        assertThat(call.did).containsExactly("answer", "create for 3, told", "join", "pressed 5", "leave");
    }

    @Test
    void whoHangsUpInItLeavesIt() {
        Assertions.assertThatThrownBy(
                        () -> Documents.command("<CreateConf autojoin='true'/>").run(call))
                .isInstanceOf(CallEnded.class);
        assertThat(call.did).endsWith("join", "leave");
    }

    /** Flow protocol 4.1 confduration. */
    @Test
    void aDurationOfZeroOrLessIsNone() {
        assertThat(((CreateConf) Documents.command("<CreateConf confduration='-5'/>"))
                        .plan()
                        .duration())
                .isEqualTo(Duration.ZERO);
        assertThat(((CreateConf) Documents.command("<CreateConf confduration='90'/>"))
                        .plan()
                        .duration())
                .isEqualTo(Duration.ofSeconds(90));
    }
}
